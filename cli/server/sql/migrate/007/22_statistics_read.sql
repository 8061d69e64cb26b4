ALTER POLICY api_read ON public.daily_statistics
    USING (user_id = (SELECT auth.user_id()) OR user_id IN (SELECT auth.sharers('totals')));

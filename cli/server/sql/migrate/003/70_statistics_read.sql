-- Members see the days of those who share their totals with a group that both are in.
CREATE POLICY api_read_group ON public.daily_statistics FOR SELECT TO practice_api
    USING (user_id IN (SELECT auth.sharers('totals')));

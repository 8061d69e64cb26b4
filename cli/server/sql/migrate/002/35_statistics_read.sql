-- Written by auth.count_session() alone.
CREATE POLICY api_read ON public.daily_statistics FOR SELECT TO practice_api
    USING (user_id = (SELECT auth.user_id()));

CREATE POLICY api_read ON public.group_removals FOR SELECT TO practice_api
    USING (user_id = (SELECT auth.user_id()) OR group_id IN (SELECT auth.my_groups('admin')));

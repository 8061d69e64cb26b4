CREATE POLICY api_read ON public.group_members FOR SELECT TO practice_api
    USING (group_id IN (SELECT auth.my_groups('member')));

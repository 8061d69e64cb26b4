CREATE POLICY api_change ON public.group_members FOR UPDATE TO practice_api
    USING (user_id = (SELECT auth.user_id()) OR group_id IN (SELECT auth.my_groups('admin')))
    WITH CHECK (user_id = (SELECT auth.user_id()) OR group_id IN (SELECT auth.my_groups('admin')));

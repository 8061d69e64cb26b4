CREATE POLICY api_remove ON public.group_members FOR DELETE TO practice_api
    USING (user_id = (SELECT auth.user_id()) OR group_id IN (SELECT auth.my_groups('admin')));

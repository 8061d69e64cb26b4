CREATE POLICY api_remove ON public.invitations FOR DELETE TO practice_api
    USING (group_id IN (SELECT auth.my_groups('admin')));

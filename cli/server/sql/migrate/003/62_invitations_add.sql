CREATE POLICY api_add ON public.invitations FOR INSERT TO practice_api
    WITH CHECK (invited_by = (SELECT auth.user_id()) AND group_id IN (SELECT auth.my_groups('admin')));

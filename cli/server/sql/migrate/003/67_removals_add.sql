CREATE POLICY api_add ON public.group_removals FOR INSERT TO practice_api
    WITH CHECK (group_id IN (SELECT auth.my_groups('admin')));

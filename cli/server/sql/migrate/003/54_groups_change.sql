CREATE POLICY api_change ON public.groups FOR UPDATE TO practice_api
    USING (group_id IN (SELECT auth.my_groups('admin'))) WITH CHECK (group_id IN (SELECT auth.my_groups('admin')));

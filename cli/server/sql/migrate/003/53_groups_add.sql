CREATE POLICY api_add ON public.groups FOR INSERT TO practice_api
    WITH CHECK (owner_id = (SELECT auth.user_id()));

-- Names stand beside posts and in groups; a disabled person's is seen by nobody else.
CREATE POLICY api_read ON public.users FOR SELECT TO practice_api
    USING (is_active OR user_id = (SELECT auth.user_id()));

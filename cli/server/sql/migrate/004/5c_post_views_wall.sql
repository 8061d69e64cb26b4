DO $$
BEGIN
    GRANT SELECT, INSERT, DELETE ON public.post_views TO practice_api;
    CREATE POLICY api_read ON public.post_views FOR SELECT TO practice_api USING (user_id = (SELECT auth.user_id()));
    CREATE POLICY api_add ON public.post_views FOR INSERT TO practice_api
        WITH CHECK (user_id = (SELECT auth.user_id())
            AND EXISTS (SELECT FROM public.posts p WHERE p.post_id = post_views.post_id));
    CREATE POLICY api_remove ON public.post_views FOR DELETE TO practice_api
        USING (user_id = (SELECT auth.user_id()));
END
$$;

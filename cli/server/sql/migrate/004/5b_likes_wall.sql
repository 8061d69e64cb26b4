-- One's own likes; of others' there are counts, and `auth` counts those of a moment for the feed.
DO $$
BEGIN
    GRANT SELECT, INSERT, DELETE ON public.likes TO practice_api;
    GRANT SELECT ON public.likes TO practice_auth;
    CREATE POLICY auth_read ON public.likes FOR SELECT TO practice_auth USING (true);
    CREATE POLICY api_read ON public.likes FOR SELECT TO practice_api USING (user_id = (SELECT auth.user_id()));
    CREATE POLICY api_add ON public.likes FOR INSERT TO practice_api
        WITH CHECK (user_id = (SELECT auth.user_id())
            AND (EXISTS (SELECT FROM public.posts p WHERE p.post_id = likes.post_id)
                OR EXISTS (SELECT FROM public.comments c WHERE c.comment_id = likes.comment_id)));
    CREATE POLICY api_remove ON public.likes FOR DELETE TO practice_api USING (user_id = (SELECT auth.user_id()));
END
$$;

DO $$
BEGIN
    GRANT SELECT, INSERT, DELETE ON public.post_reports TO practice_api;
    CREATE POLICY api_read ON public.post_reports FOR SELECT TO practice_api
        USING (user_id = (SELECT auth.user_id())
            OR EXISTS (SELECT FROM public.posts p WHERE p.post_id = post_reports.post_id
                AND ((p.group_id IS NULL AND (SELECT auth.is_admin()))
                    OR p.group_id IN (SELECT auth.my_groups('admin')))));
    CREATE POLICY api_add ON public.post_reports FOR INSERT TO practice_api
        WITH CHECK (user_id = (SELECT auth.user_id())
            AND EXISTS (SELECT FROM public.posts p WHERE p.post_id = post_reports.post_id));
    CREATE POLICY api_remove ON public.post_reports FOR DELETE TO practice_api
        USING (EXISTS (SELECT FROM public.posts p WHERE p.post_id = post_reports.post_id
            AND ((p.group_id IS NULL AND (SELECT auth.is_admin()))
                OR p.group_id IN (SELECT auth.my_groups('admin')))));
END
$$;

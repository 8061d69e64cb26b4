-- Who may see what a text was before: its author, and those who watch over the board or the group.
DO $$
BEGIN
    GRANT SELECT, INSERT ON public.post_edits TO practice_api;
    CREATE POLICY api_read ON public.post_edits FOR SELECT TO practice_api
        USING (user_id = (SELECT auth.user_id())
            OR EXISTS (SELECT FROM public.posts p
                WHERE p.post_id = coalesce(post_edits.post_id,
                    (SELECT c.post_id FROM public.comments c WHERE c.comment_id = post_edits.comment_id))
                AND ((p.group_id IS NULL AND (SELECT auth.is_admin()))
                    OR p.group_id IN (SELECT auth.my_groups('admin')))));
    CREATE POLICY api_add ON public.post_edits FOR INSERT TO practice_api
        WITH CHECK (user_id = (SELECT auth.user_id()));
END
$$;

-- Counts are written by the triggers of `auth` alone, and `auth` writes nothing else.
DO $$
BEGIN
    GRANT SELECT, INSERT, DELETE,
        UPDATE (title, content, category, manual_tags, is_hidden, hidden_reason, edited_at, updated_at)
        ON public.posts TO practice_api;
    GRANT SELECT, UPDATE (like_count, view_count, comment_count, report_count) ON public.posts TO practice_auth;
    CREATE POLICY auth_read ON public.posts FOR SELECT TO practice_auth USING (true);
    CREATE POLICY auth_change ON public.posts FOR UPDATE TO practice_auth USING (true) WITH CHECK (true);
END
$$;

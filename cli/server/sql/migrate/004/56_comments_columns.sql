DO $$
BEGIN
    GRANT SELECT, INSERT, DELETE, UPDATE (content, is_hidden, edited_at, deleted_at, user_id, updated_at)
        ON public.comments TO practice_api;
    GRANT SELECT, UPDATE (like_count) ON public.comments TO practice_auth;
    CREATE POLICY auth_read ON public.comments FOR SELECT TO practice_auth USING (true);
    CREATE POLICY auth_change ON public.comments FOR UPDATE TO practice_auth USING (true) WITH CHECK (true);
END
$$;

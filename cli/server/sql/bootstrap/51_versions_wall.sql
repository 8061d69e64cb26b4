-- Functions tell the version; the table itself is seen by its owner only.
DO $$
BEGIN
    ALTER TABLE public.schema_migrations OWNER TO practice_owner;
    ALTER TABLE public.schema_migrations ENABLE ROW LEVEL SECURITY;
    ALTER TABLE public.schema_migrations FORCE ROW LEVEL SECURITY;
    GRANT SELECT ON public.schema_migrations TO practice_auth, practice_api, practice_job;
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_policy WHERE polrelid = 'public.schema_migrations'::regclass) THEN
        CREATE POLICY read_version ON public.schema_migrations FOR SELECT
            TO practice_owner, practice_auth, practice_api, practice_job USING (true);
        CREATE POLICY add_version ON public.schema_migrations FOR INSERT TO practice_owner WITH CHECK (true);
    END IF;
END
$$;

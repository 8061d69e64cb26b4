-- The second wall: forced row security, also for the tables' owner.
DO $$
DECLARE
    name regclass;
BEGIN
    FOREACH name IN ARRAY ARRAY['public.users', 'public.user_profiles', 'public.social_accounts',
        'auth.tokens', 'auth.attempts']::regclass[]
    LOOP
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO practice_auth', name);
        EXECUTE format('CREATE POLICY auth_all ON %s FOR ALL TO practice_auth USING (true) WITH CHECK (true)', name);
    END LOOP;
END
$$;

-- The second wall, as for every table: forced row security.
DO $$
DECLARE
    name regclass;
BEGIN
    FOREACH name IN ARRAY ARRAY['public.groups', 'public.group_members', 'public.invitations',
        'public.group_removals']::regclass[]
    LOOP
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO practice_auth', name);
        EXECUTE format('CREATE POLICY auth_all ON %s FOR ALL TO practice_auth USING (true) WITH CHECK (true)', name);
    END LOOP;
END
$$;

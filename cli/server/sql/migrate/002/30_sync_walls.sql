-- Forced row security everywhere. `auth` owns the functions that tell all scopes of a change.
DO $$
DECLARE
    name regclass;
BEGIN
    FOREACH name IN ARRAY ARRAY['public.practice_sessions', 'public.recording_files',
        'public.daily_statistics', 'public.goals', 'sync.changes', 'sync.tombstones',
        'sync.operations', 'sync.devices', 'sync.watches', 'sync.epoch']::regclass[]
    LOOP
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO practice_auth', name);
        EXECUTE format('CREATE POLICY auth_all ON %s FOR ALL TO practice_auth USING (true) WITH CHECK (true)', name);
    END LOOP;
END
$$;

-- What is a person's own: for every command, only she herself.
DO $$
DECLARE
    name regclass;
    own constant text := 'user_id = (SELECT auth.user_id())';
BEGIN
    FOREACH name IN ARRAY ARRAY['public.practice_sessions', 'public.goals', 'sync.tombstones',
        'sync.operations', 'sync.devices']::regclass[]
    LOOP
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO practice_api', name);
        EXECUTE format('CREATE POLICY api_read ON %s FOR SELECT TO practice_api USING (%s)', name, own);
        EXECUTE format('CREATE POLICY api_add ON %s FOR INSERT TO practice_api WITH CHECK (%s)', name, own);
        EXECUTE format('CREATE POLICY api_change ON %s FOR UPDATE TO practice_api USING (%s) WITH CHECK (%s)',
            name, own, own);
        EXECUTE format('CREATE POLICY api_remove ON %s FOR DELETE TO practice_api USING (%s)', name, own);
    END LOOP;
END
$$;

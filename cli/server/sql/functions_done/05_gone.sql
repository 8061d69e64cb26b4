-- Functions of earlier versions that have other parameters now.
DO $$
BEGIN
    DROP FUNCTION IF EXISTS inside.sync_pull(uuid, uuid, text, integer);
    DROP FUNCTION IF EXISTS inside.sync_push(uuid, text, jsonb);
END
$$;

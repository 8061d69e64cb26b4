-- Who may look a name up where.
DO $$
BEGIN
    GRANT USAGE ON SCHEMA public, auth, inside, sync, extensions TO practice_auth, practice_api, practice_job;
    GRANT USAGE ON SCHEMA api TO practice_client;
    GRANT USAGE ON SCHEMA work TO practice_worker;
END
$$;

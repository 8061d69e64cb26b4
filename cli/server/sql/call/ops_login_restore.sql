-- Gives the logins what they should have: a role may change its own password and settings.
DO $$
BEGIN
    ALTER ROLE practice_client RESET ALL;
    ALTER ROLE practice_worker RESET ALL;
    EXECUTE pg_catalog.format('ALTER ROLE practice_client IN DATABASE %I RESET ALL', pg_catalog.current_database());
    EXECUTE pg_catalog.format('ALTER ROLE practice_worker IN DATABASE %I RESET ALL', pg_catalog.current_database());
    EXECUTE (SELECT pg_catalog.format('ALTER ROLE practice_client VALID UNTIL ''infinity'' PASSWORD %L', l.verifier)
        FROM auth.client_login l);
END
$$;

-- PUBLIC may do nothing in this database; the logins may connect, and that is all.
DO $$
BEGIN
    EXECUTE pg_catalog.format('REVOKE ALL ON DATABASE %I FROM PUBLIC', pg_catalog.current_database());
    EXECUTE pg_catalog.format('GRANT CONNECT ON DATABASE %I TO practice_client, practice_worker',
        pg_catalog.current_database());
    EXECUTE pg_catalog.format('GRANT CREATE ON DATABASE %I TO practice_owner', pg_catalog.current_database());
END
$$;

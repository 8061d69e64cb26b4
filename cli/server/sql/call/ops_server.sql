-- What server and which database this is.
SELECT pg_catalog.current_setting('server_version') AS server_version,
    pg_catalog.current_setting('server_version_num')::integer AS server_number,
    pg_catalog.current_database()::text AS database,
    pg_catalog.pg_database_size(pg_catalog.current_database()) AS n_bytes,
    pg_catalog.pg_is_in_recovery() AS is_standby,
    pg_catalog.to_char(pg_catalog.pg_postmaster_start_time() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS started,
    (SELECT count(*) FROM pg_catalog.pg_stat_activity a
        WHERE a.usename IN ('practice_client', 'practice_worker')
            AND a.datname = pg_catalog.current_database()) AS n_sessions,
    -- until a transaction held open ends, every sync tells again what is newer
    (SELECT coalesce(max(extract(epoch FROM pg_catalog.clock_timestamp() - a.xact_start)), 0)::bigint
        FROM pg_catalog.pg_stat_activity a
        WHERE a.backend_xid IS NOT NULL AND a.pid <> pg_catalog.pg_backend_pid()
            AND a.datname = pg_catalog.current_database()) AS oldest_s;

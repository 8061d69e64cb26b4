-- Standby servers and how far behind they are, when there are any.
SELECT coalesce(nullif(r.application_name, ''), 'standby')::text AS name, r.state::text AS state,
    coalesce(extract(epoch FROM r.replay_lag), 0)::double precision AS lag_s,
    coalesce(pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_lsn(), r.replay_lsn), 0)::bigint AS lag_bytes
FROM pg_catalog.pg_stat_replication r
WHERE NOT pg_catalog.pg_is_in_recovery()
ORDER BY 1;

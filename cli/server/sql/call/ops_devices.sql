-- The devices that sync here, and what they said at their last sync that they still had to tell; only
-- those who see every row know.
SELECT count(*) AS n_devices,
    count(*) FILTER (WHERE d.last_sync_at > now() - interval '7 days') AS n_week,
    count(*) FILTER (WHERE d.n_waiting > 0) AS n_behind,
    coalesce(sum(d.n_waiting), 0)::bigint AS n_waiting,
    coalesce(max(extract(epoch FROM now() - d.last_sync_at)) FILTER (WHERE d.n_waiting > 0), 0)::bigint AS oldest_s
FROM sync.devices d
WHERE EXISTS (SELECT FROM pg_catalog.pg_roles r WHERE r.rolname = current_user AND (r.rolsuper OR r.rolbypassrls))
HAVING EXISTS (SELECT FROM pg_catalog.pg_roles r WHERE r.rolname = current_user AND (r.rolsuper OR r.rolbypassrls));

-- Which life of which database this is. A restored backup is another: it is a new cluster, database
-- or timeline, and whoever has read further than it must start over.
CREATE OR REPLACE FUNCTION auth.epoch() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    RETURN (
    SELECT left(encode(sha256(convert_to(concat_ws(' ', s.system_identifier,
        left(pg_walfile_name(pg_current_wal_lsn()), 8), d.oid, e.secret), 'UTF8')), 'hex'), 32)
    FROM sync.epoch e, pg_control_system() s, pg_catalog.pg_database d
    WHERE d.datname = current_database());
END
$$;

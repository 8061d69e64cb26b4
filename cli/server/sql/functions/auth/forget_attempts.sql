-- Takes a few attempts away that are older than a day. Those that somebody is taking away already
-- are passed over: nobody's open transaction may keep others from signing in.
CREATE OR REPLACE FUNCTION auth.forget_attempts() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = ''
AS $$
    DELETE FROM auth.attempts WHERE ticket_hash IN (
        SELECT a.ticket_hash FROM auth.attempts a WHERE a.at < pg_catalog.clock_timestamp() - interval '1 day'
        ORDER BY a.at LIMIT 100 FOR UPDATE SKIP LOCKED);
$$;

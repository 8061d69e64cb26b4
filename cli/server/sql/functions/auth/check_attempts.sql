-- Raises PR429 when too many passwords were wrong of late: more than `most` of an e-mail in a
-- quarter of an hour or 5 times as many in a day, or 10 times as many from an address. This machine's own
-- addresses may be those of a pooler, behind which everybody comes, and may fail 100 times as often.
CREATE OR REPLACE FUNCTION auth.check_attempts(subject bytea, most integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_variable
DECLARE
    moment timestamptz := pg_catalog.clock_timestamp();
    here inet := coalesce(pg_catalog.inet_client_addr(), '127.0.0.1');
    is_loopback boolean := here << '127.0.0.0/8' OR here = '::1';
    n_short bigint;
    n_day bigint;
    n_here bigint;
BEGIN
    SELECT pg_catalog.count(*) FILTER (WHERE a.at > moment - interval '15 minutes'), pg_catalog.count(*)
        INTO n_short, n_day
        FROM auth.attempts a
        WHERE a.subject = subject AND NOT a.is_right AND a.at > moment - interval '1 day';
    SELECT pg_catalog.count(*) INTO n_here FROM auth.attempts a
        WHERE a.address = here AND NOT a.is_right AND a.at > moment - interval '15 minutes';
    PERFORM inside.require(n_short <= most AND n_day <= 5 * most
            AND n_here <= CASE WHEN is_loopback THEN 100 ELSE 10 END * most,
        'PR429', 'too many attempts', 'wait a quarter of an hour');
END
$$;

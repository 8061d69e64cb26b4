-- A clock for a field that the studio measured, later than the one that the field has: see
-- inside.check_clock(). Its device is 'studio' in four bytes.
CREATE OR REPLACE FUNCTION auth.job_clock(old text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT lpad(to_hex(greatest((extract(epoch FROM now()) * 1000)::bigint,
        coalesce(('x' || left(old, 12))::bit(48)::bigint + 1, 0))), 12, '0') || '0000-57d10000'
$$;

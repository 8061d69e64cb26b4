-- Where a list went on: the instant in microseconds and the id of the row shown last.
CREATE OR REPLACE FUNCTION inside.board_cursor(at timestamptz, id uuid) RETURNS text
LANGUAGE sql IMMUTABLE STRICT SECURITY DEFINER SET search_path = ''
AS $$
    SELECT (pg_catalog.extract('epoch', at) * 1000000)::bigint || '.' || id
$$;

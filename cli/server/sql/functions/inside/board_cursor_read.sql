-- Reads such a cursor; NULL or '' is none, and gives NULLs. Raises PR422 for what is none.
CREATE OR REPLACE FUNCTION inside.board_cursor_read(cursor text, OUT at timestamptz, OUT id uuid)
LANGUAGE plpgsql IMMUTABLE SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    IF coalesce(cursor, '') = '' THEN
        RETURN;
    END IF;
    PERFORM inside.require(
        cursor ~ '^[0-9]{1,16}\.[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
        'PR422', 'this is no place in a list', 'the line after a list says how to go on');
    at := '1970-01-01 00:00Z'::timestamptz
        + pg_catalog.split_part(cursor, '.', 1)::bigint * interval '1 microsecond';
    id := pg_catalog.split_part(cursor, '.', 2)::uuid;
END
$$;

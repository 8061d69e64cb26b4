-- For each kind of row in a scope, how many there are and a hash of all of them, to be compared with
-- what a journal has: sessions and goals by their values, other rows by the hash each was told with.
CREATE OR REPLACE FUNCTION api.sync_hashes(token text, scope uuid) RETURNS TABLE (entity text, n bigint, hash text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
BEGIN
    PERFORM auth.enter(token);
    PERFORM inside.require(scope IN (SELECT auth.scopes()), 'PR404', 'there is no such scope');
    RETURN QUERY
    SELECT l.entity, count(*), encode(sha256(convert_to(string_agg(l.line, E'\n' ORDER BY l.row_id), 'UTF8')), 'hex')
    FROM (
        SELECT c.entity, c.row_id, inside.sync_line(c.entity, c.row_id) AS line
        FROM sync.changes c WHERE c.scope = sync_hashes.scope AND NOT c.is_deleted) l
    WHERE l.line IS NOT NULL
    GROUP BY l.entity
    ORDER BY l.entity;
END
$$;

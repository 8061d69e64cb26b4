-- Signs a device of the person out: the one whose id ends so (4 digits or more) or whose name it is,
-- or 'others': all but the one that asks. Raises PR404, or PR409 when more than one may be meant.
CREATE OR REPLACE FUNCTION auth.device_revoke(token text, reference text)
RETURNS TABLE (device_id uuid, device_name text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    said text := pg_catalog.lower(pg_catalog.btrim(coalesce(reference, '')));
    meant uuid[];
BEGIN
    SELECT pg_catalog.array_agg(d.device_id) INTO meant FROM auth.device_list(token) d
        WHERE CASE WHEN said = 'others' THEN NOT d.is_this
            ELSE pg_catalog.lower(d.device_name) = said OR (pg_catalog.length(said) >= 4
                AND pg_catalog.right(d.device_id::text, pg_catalog.length(said)) = said) END;
    PERFORM inside.require(meant IS NOT NULL OR said = 'others', 'PR404',
        pg_catalog.format('no device of yours is ''%s''', pg_catalog.left(reference, 100)), 'practice account devices');
    PERFORM inside.require(said = 'others' OR pg_catalog.cardinality(meant) = 1, 'PR409',
        'more than one device may be meant', 'name it by its id: practice account devices');
    RETURN QUERY UPDATE auth.tokens t SET revoked_at = pg_catalog.now()
        WHERE t.user_id = auth.user_id() AND t.device_id = ANY (meant) AND t.revoked_at IS NULL
        RETURNING t.device_id, t.device_name;
END
$$;

-- The group that a person means, of those that may be known: mine first, then those that I am
-- invited to, then the public ones. NULL is my only one.
CREATE OR REPLACE FUNCTION inside.group_seen(reference text) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    key text := inside.name_key(reference);
    nearer uuid[];
    named uuid[];
    numbered uuid[];
BEGIN
    IF reference IS NULL THEN
        RETURN inside.group_mine(NULL);
    END IF;
    nearer := ARRAY(SELECT auth.my_groups('member') UNION SELECT auth.invited_groups());
    SELECT pg_catalog.array_agg(g.group_id) FILTER (WHERE g.name_key = key),
        pg_catalog.array_agg(g.group_id) FILTER (WHERE inside.id_ends(g.group_id, reference))
    INTO named, numbered
    FROM public.groups g WHERE g.group_id = ANY (nearer);
    IF named IS NULL AND numbered IS NULL THEN
        named := (SELECT pg_catalog.array_agg(g.group_id) FROM public.groups g WHERE g.is_public AND g.name_key = key);
    END IF;
    IF named IS NULL AND numbered IS NULL THEN
        numbered := (SELECT pg_catalog.array_agg(g.group_id) FROM public.groups g
            WHERE g.is_public AND inside.id_ends(g.group_id, reference));
    END IF;
    RETURN inside.chosen(named, numbered, 'group', reference,
        'a private group is joined with an invitation; practice group find looks for public ones');
END
$$;

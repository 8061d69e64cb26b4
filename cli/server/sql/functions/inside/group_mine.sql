-- The group of mine that a person means by its name or the end of its id.
CREATE OR REPLACE FUNCTION inside.group_mine(reference text) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    named uuid[];
    numbered uuid[];
BEGIN
    SELECT pg_catalog.array_agg(g.group_id) FILTER (WHERE g.name_key = inside.name_key(reference)),
        pg_catalog.array_agg(g.group_id) FILTER (WHERE inside.id_ends(g.group_id, reference))
    INTO named, numbered
    FROM public.groups g
    WHERE g.group_id IN (SELECT m.group_id FROM public.group_members m WHERE m.user_id = (SELECT auth.user_id()));
    RETURN inside.chosen(named, numbered, 'group of yours', reference, 'practice group list shows your groups');
END
$$;

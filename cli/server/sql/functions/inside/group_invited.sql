-- The group that a person means, of those that I am invited to. PR404 else.
CREATE OR REPLACE FUNCTION inside.group_invited(reference text) RETURNS uuid
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
    FROM public.groups g WHERE g.group_id IN (SELECT auth.invited_groups());
    RETURN inside.chosen(named, numbered, 'invitation for you to', reference, 'practice group invitations shows yours');
END
$$;

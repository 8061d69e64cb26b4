-- The member of a group that a person means by nickname or the end of an id.
CREATE OR REPLACE FUNCTION inside.group_person(group_id uuid, reference text) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    named uuid[];
    numbered uuid[];
BEGIN
    SELECT pg_catalog.array_agg(m.user_id) FILTER (WHERE inside.name_key(u.nickname) = inside.name_key(reference)),
        pg_catalog.array_agg(m.user_id) FILTER (WHERE inside.id_ends(m.user_id, reference))
    INTO named, numbered
    FROM public.group_members m LEFT JOIN public.users u ON u.user_id = m.user_id
    WHERE m.group_id = group_person.group_id;
    RETURN inside.chosen(named, numbered, 'member', reference, 'practice group show lists the members');
END
$$;

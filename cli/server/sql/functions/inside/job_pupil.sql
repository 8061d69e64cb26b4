-- Whose recording it is: mine, or of the one that a teacher names by nickname or the end of an id.
-- Raises PR404, PR409.
CREATE OR REPLACE FUNCTION inside.job_pupil(reference text) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    named uuid[];
    numbered uuid[];
BEGIN
    IF reference IS NULL THEN
        RETURN auth.user_id();
    END IF;
    SELECT array_agg(p.id) FILTER (WHERE inside.name_key(u.nickname) = inside.name_key(reference)),
        array_agg(p.id) FILTER (WHERE inside.id_ends(p.id, reference))
    INTO named, numbered
    FROM auth.pupils() p (id) LEFT JOIN public.users u ON u.user_id = p.id;
    RETURN inside.chosen(named, numbered, 'student', reference,
        'recordings can be handed in for members of a group of which one is owner or admin');
END
$$;

-- The group of mine that a person means by its name or the end of its id; NULL is the only one.
CREATE OR REPLACE FUNCTION inside.group_mine(reference text) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    mine uuid[];
    named uuid[];
    numbered uuid[];
BEGIN
    SELECT pg_catalog.array_agg(g.group_id),
        pg_catalog.array_agg(g.group_id) FILTER (WHERE g.name_key = inside.name_key(reference)),
        pg_catalog.array_agg(g.group_id) FILTER (WHERE inside.id_ends(g.group_id, reference))
    INTO mine, named, numbered
    FROM public.groups g WHERE g.group_id IN (SELECT auth.my_groups('member'));
    PERFORM inside.require(reference IS NOT NULL OR mine IS NOT NULL, 'PR404', 'you are in no group yet',
        'practice group create makes one, practice group join goes into one');
    PERFORM inside.require(reference IS NOT NULL OR pg_catalog.cardinality(mine) = 1, 'PR409',
        'you are in more than one group: say which', 'practice group list shows your groups');
    IF reference IS NULL THEN
        RETURN mine[1];
    END IF;
    RETURN inside.chosen(named, numbered, 'group of yours', reference, 'practice group list shows your groups');
END
$$;

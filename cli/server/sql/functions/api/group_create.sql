-- A new group of mine.
CREATE OR REPLACE FUNCTION api.group_create(token text, name text, description text, is_public boolean,
    max_members integer) RETURNS TABLE (group_id uuid, group_name text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    me uuid := auth.enter(token);
    made uuid := pg_catalog.gen_random_uuid();
BEGIN
    PERFORM inside.require(group_create.is_public IS NOT NULL, 'PR422', 'a group is public or private');
    PERFORM inside.require(group_create.max_members BETWEEN 1 AND 500, 'PR422', 'a group has 1 to 500 members at most');
    PERFORM inside.require((SELECT pg_catalog.count(*) FROM public.groups g WHERE g.owner_id = me) < 50, 'PR409',
        'you own 50 groups, which is as many as one may own');
    INSERT INTO public.groups (group_id, group_name, description, owner_id, is_public, max_members)
    VALUES (made, inside.clean(pg_catalog.normalize(name), 1, 80, 'the group''s name'),
        inside.clean(group_create.description, 0, 2000, 'the description'), me, group_create.is_public,
        group_create.max_members);
    PERFORM auth.group_admit(made, 'owner');
    RETURN QUERY SELECT g.group_id, g.group_name FROM public.groups g WHERE g.group_id = made;
END
$$;

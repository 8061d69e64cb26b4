-- Alters what is said, for the owner and the admins; NULL stays. Fewer places than members are
-- possible: nobody has to go, and nobody can come.
CREATE OR REPLACE FUNCTION api.group_edit(token text, reference text, name text, description text,
    is_public boolean, max_members integer) RETURNS TABLE (group_id uuid, group_name text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    me uuid := auth.enter(token);
    this uuid := inside.group_mine(reference);
BEGIN
    PERFORM inside.require(auth.has_role(this, 'admin'), 'PR403', 'only the owner and the admins can edit a group');
    PERFORM inside.require(group_edit.max_members IS NULL OR group_edit.max_members BETWEEN 1 AND 500, 'PR422',
        'a group has 1 to 500 members at most');
    UPDATE public.groups g SET
        group_name = CASE WHEN name IS NULL THEN g.group_name
            ELSE inside.clean(pg_catalog.normalize(name), 1, 80, 'the group''s name') END,
        description = CASE WHEN group_edit.description IS NULL THEN g.description
            ELSE inside.clean(group_edit.description, 0, 2000, 'the description') END,
        is_public = coalesce(group_edit.is_public, g.is_public),
        max_members = coalesce(group_edit.max_members, g.max_members),
        updated_at = pg_catalog.now()
    WHERE g.group_id = this;
    RETURN QUERY SELECT g.group_id, g.group_name FROM public.groups g WHERE g.group_id = this;
END
$$;

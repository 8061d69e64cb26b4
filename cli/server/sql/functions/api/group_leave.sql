-- Takes me out of a group. Its owner cannot go.
CREATE OR REPLACE FUNCTION api.group_leave(token text, reference text) RETURNS TABLE (group_id uuid, group_name text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    me uuid := auth.enter(token);
    this uuid := inside.group_mine(reference);
    name text := (SELECT g.group_name FROM public.groups g WHERE g.group_id = this);
BEGIN
    DELETE FROM public.group_members m WHERE m.group_id = this AND m.user_id = me AND m.role <> 'owner';
    PERFORM inside.require(FOUND, 'PR409', pg_catalog.format('you own the group ''%s'' and cannot leave it', name),
        'hand it over with practice group role, or end it with practice group delete');
    RETURN QUERY SELECT this, name;
END
$$;

-- My groups, by name.
CREATE OR REPLACE FUNCTION api.group_list(token text)
RETURNS TABLE (group_id uuid, group_name text, description text, is_public boolean, max_members integer,
    n_members integer, owner text, role text, created_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    me uuid := auth.enter(token);
BEGIN
    RETURN QUERY
    SELECT g.group_id, g.group_name, g.description, g.is_public, g.max_members, auth.group_size(g.group_id),
        u.nickname, m.role, g.created_at
    FROM public.group_members m JOIN public.groups g ON g.group_id = m.group_id
        LEFT JOIN public.users u ON u.user_id = g.owner_id
    WHERE m.user_id = me
    ORDER BY g.name_key, g.group_id;
END
$$;

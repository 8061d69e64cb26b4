-- One group that I may know of. `role` and what I share are NULL for those who are not in it.
CREATE OR REPLACE FUNCTION api.group_show(token text, reference text)
RETURNS TABLE (group_id uuid, group_name text, description text, is_public boolean, max_members integer,
    n_members integer, owner text, role text, created_at timestamptz, shares_totals boolean,
    shares_sessions boolean, shares_titles boolean, on_leaderboard boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    me uuid := auth.enter(token);
    this uuid := inside.group_seen(reference);
BEGIN
    RETURN QUERY
    SELECT g.group_id, g.group_name, g.description, g.is_public, g.max_members, auth.group_size(g.group_id),
        u.nickname, m.role, g.created_at, m.shares_totals, m.shares_sessions, m.shares_titles, m.on_leaderboard
    FROM public.groups g LEFT JOIN public.users u ON u.user_id = g.owner_id
        LEFT JOIN public.group_members m ON m.group_id = g.group_id AND m.user_id = me
    WHERE g.group_id = this;
END
$$;

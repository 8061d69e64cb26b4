-- Who is in a group, for its members; nobody for others. Owners and admins first.
CREATE OR REPLACE FUNCTION api.group_members(token text, reference text)
RETURNS TABLE (user_id uuid, nickname text, role text, joined_at timestamptz, shares_totals boolean,
    shares_sessions boolean, shares_titles boolean, on_leaderboard boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    me uuid := auth.enter(token);
    this uuid := inside.group_seen(reference);
BEGIN
    RETURN QUERY
    SELECT m.user_id, u.nickname, m.role, m.joined_at, m.shares_totals, m.shares_sessions, m.shares_titles,
        m.on_leaderboard
    FROM public.group_members m LEFT JOIN public.users u ON u.user_id = m.user_id
    WHERE m.group_id = this
    ORDER BY pg_catalog.array_position(ARRAY['owner', 'admin', 'member'], m.role), pg_catalog.lower(u.nickname), m.user_id;
END
$$;

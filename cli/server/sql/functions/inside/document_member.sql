-- A member of a group as the devices of the others keep it.
CREATE OR REPLACE FUNCTION inside.document_member(row_id uuid) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    RETURN (
    SELECT pg_catalog.jsonb_build_object('member_id', m.member_id, 'group_id', m.group_id, 'user_id', m.user_id,
        'nickname', u.nickname, 'role', m.role, 'shares_totals', m.shares_totals,
        'shares_sessions', m.shares_sessions, 'shares_titles', m.shares_titles,
        'on_leaderboard', m.on_leaderboard, 'joined_at', m.joined_at)
    FROM public.group_members m LEFT JOIN public.users u ON u.user_id = m.user_id
    WHERE m.member_id = row_id);
END
$$;

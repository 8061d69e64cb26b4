-- Sets what of my practice a group sees, where it is said, and returns what it sees. Sessions tell
-- the totals; without totals there is no place on the leaderboard.
CREATE OR REPLACE FUNCTION api.group_share(token text, reference text, totals boolean, sessions boolean,
    titles boolean, leaderboard boolean)
RETURNS TABLE (group_id uuid, group_name text, shares_totals boolean, shares_sessions boolean,
    shares_titles boolean, on_leaderboard boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    me uuid := auth.enter(token);
    this uuid := inside.group_mine(reference);
BEGIN
    PERFORM inside.require(leaderboard IS NOT TRUE OR EXISTS (SELECT FROM public.group_members m
            WHERE m.group_id = this AND m.user_id = me AND m.shares_totals), 'PR409',
        'the leaderboard shows totals, and you do not share yours', 'share them with: practice group share GROUP totals');
    UPDATE public.group_members m SET
        shares_totals = sees.totals OR sees.sessions,
        shares_sessions = sees.sessions,
        shares_titles = coalesce(titles, m.shares_titles),
        on_leaderboard = coalesce(leaderboard, m.on_leaderboard) AND (sees.totals OR sees.sessions)
    FROM (SELECT o.member_id, coalesce(group_share.totals, o.shares_totals) AS totals,
            coalesce(group_share.sessions, o.shares_sessions AND group_share.totals IS NOT FALSE) AS sessions
        FROM public.group_members o WHERE o.group_id = this AND o.user_id = me) AS sees
    WHERE m.member_id = sees.member_id AND pg_catalog.num_nonnulls(group_share.totals, group_share.sessions, titles, leaderboard) > 0;
    RETURN QUERY
    SELECT g.group_id, g.group_name, m.shares_totals, m.shares_sessions, m.shares_titles, m.on_leaderboard
    FROM public.group_members m JOIN public.groups g ON g.group_id = m.group_id
    WHERE m.group_id = this AND m.user_id = me;
END
$$;

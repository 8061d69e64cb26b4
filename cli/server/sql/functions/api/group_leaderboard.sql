-- Those who want to be ranked, by what they played on the days first … last; equals share a place.
CREATE OR REPLACE FUNCTION api.group_leaderboard(token text, reference text, first date, last date)
RETURNS TABLE (group_id uuid, group_name text, place bigint, user_id uuid, nickname text, is_me boolean,
    played_s bigint, n_days bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' SET jit = off
AS $$
#variable_conflict use_column
DECLARE
    me uuid := auth.enter(token);
    this uuid := inside.group_mine(reference);
BEGIN
    RETURN QUERY
    SELECT this, g.group_name, pg_catalog.rank() OVER (ORDER BY coalesce(p.seconds, 0) DESC), m.user_id,
        u.nickname, m.user_id = me, coalesce(p.seconds, 0), coalesce(p.days, 0)
    FROM public.groups g JOIN public.group_members m ON m.group_id = g.group_id
        LEFT JOIN public.users u ON u.user_id = m.user_id
        LEFT JOIN LATERAL (
            SELECT pg_catalog.sum(t.total_play_time)::bigint AS seconds,
                pg_catalog.count(*) FILTER (WHERE t.total_play_time > 0) AS days
            FROM public.daily_statistics t
            WHERE t.user_id = m.user_id AND t.practice_date BETWEEN first AND last) AS p ON true
    WHERE g.group_id = this AND m.on_leaderboard AND m.shares_totals
    ORDER BY 3, pg_catalog.lower(u.nickname), m.user_id;
END
$$;

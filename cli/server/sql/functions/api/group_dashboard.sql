-- How the members of a group practise: for each the seconds played in each of the last `weeks` weeks
-- and on each day of this one, and the days in a row that end today or yesterday. Weeks begin on
-- Monday, a day is the one it was where it was played. `today` is the day where this is read; who
-- lives further east may be a day ahead. Whoever shares no totals is there without numbers.
CREATE OR REPLACE FUNCTION api.group_dashboard(token text, reference text, today date, weeks integer)
RETURNS TABLE (group_id uuid, group_name text, user_id uuid, nickname text, role text, is_me boolean,
    shares_totals boolean, titles text[], weeks_s bigint[], days_s bigint[], last_day date, streak_days integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' SET jit = off
AS $$
#variable_conflict use_column
DECLARE
    me uuid := auth.enter(token);
    this uuid := inside.group_mine(reference);
    monday date := today - (extract(isodow FROM today)::integer - 1);
    first date := monday - 7 * (least(greatest(weeks, 1), 53) - 1);
BEGIN
    PERFORM inside.require(weeks BETWEEN 1 AND 53, 'PR422', 'a dashboard shows 1 to 53 weeks');
    PERFORM inside.require(today BETWEEN '1900-01-01' AND '2200-01-01', 'PR422', 'there is no such day');
    RETURN QUERY
    SELECT this, g.group_name, m.user_id, u.nickname, m.role, m.user_id = me, m.shares_totals,
        CASE WHEN m.shares_titles THEN inside.titles_of(m.user_id) END, w.seconds, d.seconds, l.day,
        CASE WHEN l.day < today - 1 OR l.day IS NULL THEN 0
            WHEN s.days < 100 THEN s.days ELSE long.days END
    FROM public.groups g JOIN public.group_members m ON m.group_id = g.group_id
        LEFT JOIN public.users u ON u.user_id = m.user_id
        LEFT JOIN LATERAL (
            SELECT pg_catalog.array_agg(coalesce(played.seconds, 0) ORDER BY n) AS seconds
            FROM pg_catalog.generate_series(0, weeks - 1) AS n LEFT JOIN (
                SELECT (t.practice_date - first) / 7 AS n, pg_catalog.sum(t.total_play_time)::bigint AS seconds
                FROM public.daily_statistics t
                WHERE t.user_id = m.user_id AND t.practice_date BETWEEN first AND monday + 6
                GROUP BY 1) AS played USING (n)) AS w ON m.shares_totals
        LEFT JOIN LATERAL (
            SELECT pg_catalog.array_agg(coalesce(t.total_play_time, 0)::bigint ORDER BY n) AS seconds
            FROM pg_catalog.generate_series(0, 6) AS n LEFT JOIN (
                SELECT x.practice_date - monday AS n, x.total_play_time
                FROM public.daily_statistics x
                WHERE x.user_id = m.user_id AND x.practice_date BETWEEN monday AND monday + 6) AS t
                USING (n)) AS d ON m.shares_totals
        LEFT JOIN LATERAL (
            SELECT t.practice_date AS day, t.practice_date - 99 AS hundredth
            FROM public.daily_statistics t
            WHERE t.user_id = m.user_id AND t.practice_date <= today + 1 AND t.total_play_time > 0
            ORDER BY t.practice_date DESC LIMIT 1) AS l ON m.shares_totals
        -- Days played, counted back from the last: as long as each is one day before, it is the
        -- streak. Few are longer than a hundred days, and only for these all days are read. (Behind
        -- row security an index serves a plain column, not a difference.)
        LEFT JOIN LATERAL (
            SELECT pg_catalog.count(*)::integer AS days
            FROM (SELECT t.practice_date, pg_catalog.row_number() OVER (ORDER BY t.practice_date DESC)::integer AS n
                FROM public.daily_statistics t
                WHERE l.day >= today - 1 AND t.user_id = m.user_id
                    AND t.practice_date BETWEEN l.hundredth AND l.day AND t.total_play_time > 0) AS back
            WHERE back.practice_date = l.day - back.n + 1) AS s ON true
        LEFT JOIN LATERAL (
            SELECT pg_catalog.count(*)::integer AS days
            FROM (SELECT t.practice_date, pg_catalog.row_number() OVER (ORDER BY t.practice_date DESC)::integer AS n
                FROM public.daily_statistics t
                WHERE s.days = 100 AND t.user_id = m.user_id AND t.practice_date <= l.day
                    AND t.total_play_time > 0) AS back
            WHERE back.practice_date = l.day - back.n + 1) AS long ON true
    WHERE g.group_id = this
    ORDER BY pg_catalog.lower(u.nickname), m.user_id;
END
$$;

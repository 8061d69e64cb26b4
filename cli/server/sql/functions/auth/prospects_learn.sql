-- Notes what a person who has just been judged is nearest to: see the table.
CREATE OR REPLACE FUNCTION auth.prospects_learn(person uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    DELETE FROM auth.prospects p WHERE p.user_id = person;
    INSERT INTO auth.prospects (user_id, last_day, total_ms, piece_ms, n_sessions, n_days, n_in_a_row, n_weekends,
        n_months, n_early, n_late, n_shares, n_goals, instruments, pieces, day_ms, week_ms, month_ms, session_ms,
        run_ms, days_off, early_until, late_from, share)
    WITH open AS MATERIALIZED (
        SELECT a.condition_type AS kind, a.condition_parameter AS parameter, a.condition_value * CASE
            WHEN a.condition_type LIKE '%\_time' OR a.condition_type = 'longest_run' THEN 60000 ELSE 1 END AS target
        FROM public.achievements a
        WHERE NOT EXISTS (SELECT FROM public.user_achievements u
            WHERE u.user_id = person AND u.achievement_id = a.achievement_id)
    ), next AS MATERIALIZED (
        SELECT pg_catalog.jsonb_object_agg(k.kind, k.target) AS target
        FROM (SELECT o.kind, pg_catalog.min(o.target) AS target FROM open o GROUP BY o.kind) AS k
    ), played AS MATERIALIZED (
        SELECT s.* FROM public.practice_sessions s WHERE s.user_id = person AND s.measured_ms > 0
    ), days AS MATERIALIZED (
        SELECT d.day, d.day - pg_catalog.row_number() OVER (ORDER BY d.day)::integer AS origin,
            pg_catalog.date_trunc('month', d.day::timestamp) AS month
        FROM (SELECT DISTINCT p.practice_date AS day FROM played p) AS d
    ), met AS MATERIALIZED (
        SELECT g.*, g.met_day > (SELECT pg_catalog.max(d.day) FROM days d) - 2 * g.n_days AS is_alive
        FROM auth.goals_met(person) AS g
    ), counted AS MATERIALIZED (
        SELECT o.kind, pg_catalog.min(o.target - CASE
            WHEN o.kind = 'early' THEN (SELECT pg_catalog.count(*) FROM played p
                WHERE p.start_minute >= 240 AND p.start_minute < o.parameter * 60)
            WHEN o.kind = 'late' THEN (SELECT pg_catalog.count(*) FROM played p
                WHERE p.start_minute < 240 OR p.start_minute >= o.parameter * 60)
            WHEN o.kind = 'play_share' THEN (SELECT pg_catalog.count(*) FROM played p
                WHERE p.claimed_ms >= 900000 AND p.measured_ms::bigint * 100 >= p.claimed_ms * o.parameter)
            WHEN o.kind = 'goal_met' THEN (SELECT coalesce(pg_catalog.max(m.n_met), 0) FROM met m
                WHERE o.parameter IN (0, m.n_days))
            ELSE (SELECT coalesce(pg_catalog.max(m.in_a_row), 0) FROM met m
                WHERE o.parameter IN (0, m.n_days) AND m.is_alive) END) AS lacking,
            pg_catalog.min(o.parameter) AS least, pg_catalog.max(o.parameter) AS most
        FROM open o
        WHERE o.kind IN ('early', 'late', 'play_share') OR o.kind IN ('goal_met', 'goal_streak')
            AND EXISTS (SELECT FROM public.goals g WHERE g.user_id = person)
        GROUP BY o.kind
    ), sums AS (
        SELECT pg_catalog.max(p.practice_date) AS last_day, pg_catalog.sum(p.measured_ms) AS total_ms,
            pg_catalog.count(*) AS n_sessions,
            pg_catalog.array_agg(DISTINCT pg_catalog.lower(p.instrument COLLATE "C")) FILTER (WHERE p.instrument IS NOT NULL) AS instruments,
            pg_catalog.array_agg(DISTINCT pg_catalog.lower(p.piece COLLATE "C")) FILTER (WHERE p.piece IS NOT NULL) AS pieces
        FROM played p
    )
    SELECT person, s.last_day, (n.target -> 'practice_time')::bigint - s.total_ms,
        (n.target -> 'piece_time')::bigint - coalesce((SELECT pg_catalog.max(t.ms) FROM (
            SELECT pg_catalog.sum(p.measured_ms) AS ms FROM played p WHERE p.piece IS NOT NULL
            GROUP BY pg_catalog.lower(p.piece COLLATE "C")) AS t), 0),
        (n.target -> 'session_count')::bigint - s.n_sessions,
        (n.target -> 'practice_days')::bigint - (SELECT pg_catalog.count(*) FROM days),
        (n.target -> 'consecutive_days')::bigint - (SELECT pg_catalog.count(*) FROM days d
            WHERE d.origin = (SELECT pg_catalog.max(e.origin) FROM days e)),
        (n.target -> 'weekends')::bigint - (SELECT pg_catalog.count(*) FROM days d JOIN days e ON e.day = d.day - 1
            WHERE pg_catalog.date_part('isodow', d.day) = 7),
        (n.target -> 'months_of_year')::bigint - (SELECT pg_catalog.count(DISTINCT d.month) FROM days d
            WHERE d.day >= pg_catalog.date_trunc('year', s.last_day::timestamp)),
        (SELECT c.lacking FROM counted c WHERE c.kind = 'early'),
        (SELECT c.lacking FROM counted c WHERE c.kind = 'late'),
        (SELECT c.lacking FROM counted c WHERE c.kind = 'play_share'),
        (SELECT pg_catalog.min(c.lacking) FROM counted c WHERE c.kind IN ('goal_met', 'goal_streak')),
        CASE WHEN n.target ? 'instrument_count' THEN coalesce(s.instruments, '{}') END,
        CASE WHEN n.target ? 'piece_count' THEN coalesce(s.pieces, '{}') END,
        (n.target -> 'day_time')::bigint, (n.target -> 'week_time')::bigint, (n.target -> 'month_time')::bigint,
        (n.target -> 'session_time')::bigint, (n.target -> 'longest_run')::bigint, (n.target -> 'comeback')::bigint,
        (SELECT c.most FROM counted c WHERE c.kind = 'early'),
        (SELECT c.least FROM counted c WHERE c.kind = 'late'),
        (SELECT c.least FROM counted c WHERE c.kind = 'play_share')
    FROM sums s CROSS JOIN next n WHERE s.last_day IS NOT NULL;
END
$$;

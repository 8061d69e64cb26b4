-- The days and weeks in which a person met her goals: when, how many of that goal till then, and how
-- many in a row. Weeks start on Monday and count whole, also the first and the last one.
CREATE OR REPLACE FUNCTION auth.goals_met(person uuid)
RETURNS TABLE (n_days integer, met_day date, n_met bigint, in_a_row bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH spans AS (
        SELECT g.goal_id, g.target_ms, CASE g.period WHEN 'week' THEN 7 ELSE 1 END AS n_days, g.instrument, g.until_date,
            CASE g.period WHEN 'week' THEN pg_catalog.date_trunc('week', g.from_date::timestamp)::date ELSE g.from_date END AS first
        FROM public.goals g WHERE g.user_id = person
    ), played AS (
        SELECT g.goal_id, g.n_days, g.target_ms, s.practice_date,
            (s.practice_date - g.first) / g.n_days AS step,
            pg_catalog.sum(pg_catalog.sum(s.measured_ms)) OVER (PARTITION BY g.goal_id, (s.practice_date - g.first) / g.n_days
                ORDER BY s.practice_date) AS done_ms
        FROM spans g JOIN public.practice_sessions s ON s.user_id = person AND s.measured_ms > 0
            AND s.practice_date >= g.first
            AND (g.until_date IS NULL OR g.first + (s.practice_date - g.first) / g.n_days * g.n_days <= g.until_date)
            AND (g.instrument IS NULL
                OR pg_catalog.lower(s.instrument COLLATE "C") = pg_catalog.lower(g.instrument COLLATE "C"))
        GROUP BY g.goal_id, g.n_days, g.target_ms, g.first, s.practice_date
    ), met AS (
        SELECT p.goal_id, p.n_days, p.step, pg_catalog.min(p.practice_date) AS met_day,
            pg_catalog.row_number() OVER (PARTITION BY p.goal_id ORDER BY p.step) AS n_met
        FROM played p WHERE p.done_ms >= p.target_ms
        GROUP BY p.goal_id, p.n_days, p.step
    )
    SELECT m.n_days, m.met_day, m.n_met,
        pg_catalog.row_number() OVER (PARTITION BY m.goal_id, m.step - m.n_met ORDER BY m.step)
    FROM met m;
END
$$;

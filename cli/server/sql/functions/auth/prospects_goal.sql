-- Whether a goal of a person is met in the day or week that a day is of: as auth.goals_met() has it.
CREATE OR REPLACE FUNCTION auth.prospects_goal(person uuid, day date) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM (
            SELECT g.target_ms, g.instrument, CASE g.period WHEN 'week' THEN day - pg_catalog.date_part('isodow', day)::integer + 1
                ELSE day END AS first, CASE g.period WHEN 'week' THEN 7 ELSE 1 END AS n_days, g.from_date, g.until_date
            FROM public.goals g WHERE g.user_id = person) AS o
        WHERE o.from_date < o.first + o.n_days AND (o.until_date IS NULL OR o.first <= o.until_date)
            AND o.target_ms <= (SELECT pg_catalog.sum(s.measured_ms) FROM public.practice_sessions s
                WHERE s.user_id = person AND s.practice_date BETWEEN o.first AND o.first + o.n_days - 1
                    AND s.measured_ms > 0 AND (o.instrument IS NULL
                        OR pg_catalog.lower(s.instrument COLLATE "C") = pg_catalog.lower(o.instrument COLLATE "C"))));
END
$$;

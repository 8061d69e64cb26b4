-- What a person has earned and was not given yet, and the practice date on which each was earned: the
-- rules of cli/stats/achievement.c in SQL, held to the same answers by tests/board/achievements.bats.
-- Only sessions with measured play time count. Names are told apart but for the case of ASCII letters.
CREATE OR REPLACE FUNCTION auth.achievements_due(person uuid) RETURNS TABLE (achievement_id uuid, earned_on date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH open AS MATERIALIZED (
        SELECT a.* FROM public.achievements a
        WHERE NOT EXISTS (SELECT FROM public.user_achievements u
            WHERE u.user_id = person AND u.achievement_id = a.achievement_id)
    ), plays AS MATERIALIZED (
        SELECT p.*, pg_catalog.sum(first_of_instrument) OVER so_far AS n_instruments,
            pg_catalog.sum(first_of_piece) OVER so_far AS n_pieces,
            pg_catalog.dense_rank() OVER (PARTITION BY practice_date - n_days::integer ORDER BY practice_date) AS in_a_row
        FROM auth.plays(person) AS p
        WINDOW so_far AS (ORDER BY place)
    ), meters AS MATERIALIZED (
        SELECT p.practice_date AS day, m.condition_type, m.value
        FROM plays p CROSS JOIN LATERAL (VALUES
            ('practice_time', p.total_ms), ('day_time', p.day_ms), ('week_time', p.week_ms), ('month_time', p.month_ms),
            ('session_time', p.measured_ms), ('longest_run', p.longest_run_ms), ('piece_time', p.piece_ms),
            ('session_count', p.place), ('practice_days', p.n_days), ('consecutive_days', p.in_a_row),
            ('months_of_year', p.n_months), ('instrument_count', p.n_instruments), ('piece_count', p.n_pieces),
            ('comeback', p.days_off)) AS m (condition_type, value)
        WHERE m.condition_type IN (SELECT o.condition_type FROM open o)
    ), near AS (
        SELECT o.*, t.threshold
        FROM open o CROSS JOIN LATERAL (SELECT o.condition_value * CASE
            WHEN o.condition_type LIKE '%\_time' OR o.condition_type = 'longest_run' THEN 60000 ELSE 1 END) AS t (threshold)
        JOIN (SELECT m.condition_type, pg_catalog.max(m.value) AS most FROM meters m GROUP BY m.condition_type) AS l
            ON l.condition_type = o.condition_type AND l.most >= t.threshold
    ), counted AS (
        SELECT o.achievement_id, p.practice_date AS day,
            pg_catalog.row_number() OVER (PARTITION BY o.achievement_id ORDER BY p.place) AS value
        FROM open o JOIN plays p ON CASE o.condition_type
            WHEN 'early' THEN p.start_minute >= 240 AND p.start_minute < o.condition_parameter * 60
            WHEN 'late' THEN p.start_minute < 240 OR p.start_minute >= o.condition_parameter * 60
            WHEN 'play_share' THEN p.claimed_ms >= 900000 AND p.measured_ms * 100 >= p.claimed_ms * o.condition_parameter
            WHEN 'weekends' THEN p.ends_weekend
            ELSE false END
    ), goals AS (
        SELECT o.achievement_id, g.met_day AS day, CASE o.condition_type WHEN 'goal_met' THEN g.n_met ELSE g.in_a_row END AS value
        FROM open o JOIN auth.goals_met(person) AS g ON o.condition_type IN ('goal_met', 'goal_streak')
            AND o.condition_parameter IN (0, g.n_days)
    )
    SELECT v.achievement_id, pg_catalog.min(v.day)
    FROM (
        SELECT n.achievement_id, m.day FROM near n JOIN meters m
            ON m.condition_type = n.condition_type AND m.value >= n.threshold
        UNION ALL
        SELECT c.achievement_id, c.day
        FROM (SELECT * FROM counted UNION ALL SELECT * FROM goals) AS c
            JOIN open o ON o.achievement_id = c.achievement_id AND c.value >= o.condition_value
    ) AS v
    GROUP BY v.achievement_id;
END
$$;

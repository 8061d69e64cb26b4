-- A person's sessions with measured play time, in the order of their practice dates, and what had come
-- together by each.
CREATE OR REPLACE FUNCTION auth.plays(person uuid)
RETURNS TABLE (place bigint, practice_date date, start_minute integer, claimed_ms bigint, measured_ms bigint,
    longest_run_ms bigint, total_ms bigint, day_ms bigint, week_ms bigint, month_ms bigint, piece_ms bigint,
    n_days bigint, days_off bigint, n_months bigint, ends_weekend boolean, first_of_instrument integer,
    first_of_piece integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH days AS (
        SELECT d.practice_date, d.practice_date - pg_catalog.lag(d.practice_date) OVER (ORDER BY d.practice_date) AS gap
        FROM (SELECT DISTINCT s.practice_date FROM public.practice_sessions s
            WHERE s.user_id = person AND s.measured_ms > 0) AS d
    )
    SELECT pg_catalog.row_number() OVER in_order, s.practice_date, s.start_minute, s.claimed_ms::bigint,
        s.measured_ms::bigint, s.longest_run_ms::bigint,
        pg_catalog.sum(s.measured_ms) OVER in_order,
        pg_catalog.sum(s.measured_ms) OVER (PARTITION BY s.practice_date ORDER BY s.start_time, s.session_id),
        pg_catalog.sum(s.measured_ms) OVER (PARTITION BY s.practice_date - pg_catalog.date_part('isodow', s.practice_date)::integer
            ORDER BY s.practice_date, s.start_time, s.session_id),
        pg_catalog.sum(s.measured_ms) OVER (PARTITION BY pg_catalog.date_trunc('month', s.practice_date::timestamp)
            ORDER BY s.practice_date, s.start_time, s.session_id),
        CASE WHEN s.piece IS NOT NULL THEN pg_catalog.sum(s.measured_ms) OVER of_piece END,
        pg_catalog.dense_rank() OVER (ORDER BY s.practice_date),
        coalesce(d.gap - 1, 0)::bigint,
        pg_catalog.dense_rank() OVER (PARTITION BY pg_catalog.date_part('year', s.practice_date)
            ORDER BY pg_catalog.date_part('month', s.practice_date)),
        -- a Sunday's first session, when there was one on Saturday
        pg_catalog.date_part('isodow', s.practice_date) = 7 AND d.gap = 1
            AND pg_catalog.row_number() OVER (PARTITION BY s.practice_date ORDER BY s.start_time, s.session_id) = 1,
        CASE WHEN s.instrument IS NOT NULL AND pg_catalog.row_number() OVER of_instrument = 1 THEN 1 ELSE 0 END,
        CASE WHEN s.piece IS NOT NULL AND pg_catalog.row_number() OVER of_piece = 1 THEN 1 ELSE 0 END
    FROM public.practice_sessions s JOIN days d ON d.practice_date = s.practice_date
    WHERE s.user_id = person AND s.measured_ms > 0
    WINDOW in_order AS (ORDER BY s.practice_date, s.start_time, s.session_id),
        of_piece AS (PARTITION BY pg_catalog.lower(s.piece COLLATE "C") ORDER BY s.practice_date, s.start_time, s.session_id),
        of_instrument AS (PARTITION BY pg_catalog.lower(s.instrument COLLATE "C")
            ORDER BY s.practice_date, s.start_time, s.session_id);
END
$$;

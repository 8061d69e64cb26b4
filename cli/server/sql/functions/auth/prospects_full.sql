-- Whether the day, the week or the month of a day has so much playing, or a second a session less: that
-- is what whole seconds of the daily statistics may leave out.
CREATE OR REPLACE FUNCTION auth.prospects_full(person uuid, day date, day_ms bigint, week_ms bigint, month_ms bigint)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    monday constant date := day - pg_catalog.date_part('isodow', day)::integer + 1;
    first constant date := pg_catalog.date_trunc('month', day::timestamp);
    one record;
BEGIN
    SELECT pg_catalog.sum(d.ms) FILTER (WHERE d.practice_date = day) AS of_day,
        pg_catalog.sum(d.ms) FILTER (WHERE d.practice_date BETWEEN monday AND monday + 6) AS of_week,
        pg_catalog.sum(d.ms) FILTER (WHERE d.practice_date >= first AND d.practice_date < first + interval '1 month') AS of_month
    INTO one
    FROM (SELECT t.practice_date, (t.total_play_time + t.sessions_count) * 1000::bigint AS ms
        FROM public.daily_statistics t
        WHERE t.user_id = person AND t.practice_date BETWEEN least(first, monday) AND greatest(first + 30, monday + 6)) AS d;
    RETURN one.of_day >= day_ms OR one.of_week >= week_ms OR one.of_month >= month_ms;
END
$$;

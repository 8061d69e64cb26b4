-- Whether the sessions that this transaction changed may have earned their musician something; if not,
-- she is nearer to it by them. Sessions of old days on which nobody had played may.
CREATE OR REPLACE FUNCTION auth.prospects_near(person uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    p auth.prospects;
    s record;
BEGIN
    SELECT * INTO p FROM auth.prospects o WHERE o.user_id = person;
    IF NOT FOUND THEN
        RETURN true;
    END IF;
    FOR s IN
        SELECT t.practice_date AS day, t.start_minute, t.claimed_ms, t.measured_ms, t.longest_run_ms,
            pg_catalog.lower(t.instrument COLLATE "C") AS instrument, pg_catalog.lower(t.piece COLLATE "C") AS piece
        FROM sync.changes c JOIN public.practice_sessions t ON t.session_id = c.row_id
        WHERE c.scope = person AND c.xid = pg_catalog.pg_current_xact_id() AND c.entity = 'session' AND t.measured_ms > 0
        ORDER BY t.practice_date
    LOOP
        IF s.day - p.last_day > p.days_off OR s.measured_ms >= p.session_ms OR s.longest_run_ms >= p.run_ms
            OR s.instrument IS NOT NULL AND s.instrument <> ALL (p.instruments)
            OR s.piece IS NOT NULL AND s.piece <> ALL (p.pieces)
            OR s.day < p.last_day AND (p.n_goals IS NOT NULL OR NOT auth.prospects_played(person, s.day))
            OR p.n_months IS NOT NULL AND pg_catalog.date_part('year', s.day) > pg_catalog.date_part('year', p.last_day) THEN
            RETURN true;
        ELSIF s.day > p.last_day THEN
            p.n_days := p.n_days - 1;
            p.n_in_a_row := p.n_in_a_row - (s.day - p.last_day = 1)::integer;
            p.n_weekends := p.n_weekends - (s.day - p.last_day = 1 AND pg_catalog.date_part('isodow', s.day) = 7)::integer;
            p.n_months := p.n_months - (pg_catalog.date_part('month', s.day) > pg_catalog.date_part('month', p.last_day))::integer;
            p.last_day := s.day;
        END IF;
        p.total_ms := p.total_ms - s.measured_ms;
        p.piece_ms := p.piece_ms - CASE WHEN s.piece IS NULL THEN 0 ELSE s.measured_ms END;
        p.n_sessions := p.n_sessions - 1;
        p.n_early := p.n_early - (s.start_minute >= 240 AND s.start_minute < p.early_until * 60)::integer;
        p.n_late := p.n_late - (s.start_minute < 240 OR s.start_minute >= p.late_from * 60)::integer;
        p.n_shares := p.n_shares - (s.claimed_ms >= 900000 AND s.measured_ms::bigint * 100 >= s.claimed_ms * p.share)::integer;
        IF p.n_goals IS NOT NULL THEN
            p.n_goals := p.n_goals - auth.prospects_goal(person, s.day)::integer;
        END IF;
        IF auth.prospects_full(person, s.day, p.day_ms, p.week_ms, p.month_ms)
            OR least(p.total_ms, p.piece_ms, p.n_sessions, p.n_days, p.n_in_a_row, p.n_weekends, p.n_months, p.n_early,
                p.n_late, p.n_shares, p.n_goals) <= 0 THEN
            RETURN true;
        END IF;
    END LOOP;
    UPDATE auth.prospects o SET last_day = p.last_day, total_ms = p.total_ms, piece_ms = p.piece_ms, n_sessions = p.n_sessions,
        n_days = p.n_days, n_in_a_row = p.n_in_a_row, n_weekends = p.n_weekends, n_months = p.n_months, n_early = p.n_early,
        n_late = p.n_late, n_shares = p.n_shares, n_goals = p.n_goals
    WHERE o.user_id = person;
    RETURN false;
END
$$;

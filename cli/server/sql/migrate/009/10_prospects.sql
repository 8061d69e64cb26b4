-- How far a person is from her next achievements, so that a new session need not be judged with all the
-- old ones. No row: not known, everything is judged. NULL: none of this kind is left to earn.
-- Never more than it really is: what is changed backwards forgets the row, and a new judgement tells
-- it again (auth.prospects_learn(), auth.prospects_near()).
CREATE TABLE auth.prospects (
    user_id uuid PRIMARY KEY REFERENCES public.users ON DELETE CASCADE,
    last_day date NOT NULL, -- with playing
    -- still to come until the next
    total_ms bigint,
    piece_ms bigint,
    n_sessions bigint,
    n_days bigint,
    n_in_a_row bigint,
    n_weekends bigint,
    n_months bigint,
    n_early bigint,
    n_late bigint,
    n_shares bigint,
    n_goals bigint,
    -- names that count already
    instruments text[],
    pieces text[],
    -- what one day, week, month, session, … must have
    day_ms bigint,
    week_ms bigint,
    month_ms bigint,
    session_ms bigint,
    run_ms bigint,
    days_off bigint,
    early_until bigint,
    late_from bigint,
    share bigint
);

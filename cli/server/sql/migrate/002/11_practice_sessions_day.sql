-- What dashboards ask for needs no look at the rows.
CREATE INDEX practice_sessions_day ON public.practice_sessions (user_id, practice_date)
    INCLUDE (actual_play_time, instrument);

-- Keeps daily_statistics: what a session no longer is goes off its day, what it is now goes on.
CREATE OR REPLACE FUNCTION auth.count_session() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM public.daily_statistics d
        WHERE d.user_id = OLD.user_id AND d.practice_date = OLD.practice_date AND d.sessions_count = 1;
        UPDATE public.daily_statistics d
        SET sessions_count = d.sessions_count - 1, updated_at = now(),
            total_recording_time = d.total_recording_time - OLD.claimed_ms / 1000,
            total_play_time = d.total_play_time - coalesce(OLD.actual_play_time, 0)
        WHERE d.user_id = OLD.user_id AND d.practice_date = OLD.practice_date;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO public.daily_statistics AS d
            (user_id, practice_date, sessions_count, total_recording_time, total_play_time)
        VALUES (NEW.user_id, NEW.practice_date, 1, NEW.claimed_ms / 1000, coalesce(NEW.actual_play_time, 0))
        ON CONFLICT (user_id, practice_date) DO UPDATE
        SET sessions_count = d.sessions_count + 1, updated_at = now(),
            total_recording_time = d.total_recording_time + excluded.total_recording_time,
            total_play_time = d.total_play_time + excluded.total_play_time;
    END IF;
    RETURN NULL;
END
$$;

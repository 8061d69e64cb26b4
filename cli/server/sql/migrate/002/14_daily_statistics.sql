-- What a musician did on a day of hers, kept by a trigger on the sessions; whole seconds.
CREATE TABLE public.daily_statistics (
    user_id uuid NOT NULL REFERENCES public.users ON DELETE CASCADE,
    practice_date date NOT NULL,
    sessions_count integer NOT NULL CHECK (sessions_count > 0),
    total_recording_time bigint NOT NULL CHECK (total_recording_time >= 0),
    total_play_time bigint NOT NULL CHECK (total_play_time >= 0),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, practice_date)
);

-- Who earned what, by measured time alone: awarded once, and never taken back. `earned_on` is the
-- practice date on which it was earned, earned_at when the studio found out.
CREATE TABLE public.user_achievements (
    user_achievement_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id uuid NOT NULL REFERENCES public.users ON DELETE CASCADE,
    achievement_id uuid NOT NULL REFERENCES public.achievements,
    earned_on date NOT NULL,
    earned_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (user_id, achievement_id)
);

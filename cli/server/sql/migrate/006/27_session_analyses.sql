-- What the analysis found in detail (practice.analysis/1), for 90 days.
CREATE TABLE public.session_analyses (
    session_id uuid PRIMARY KEY REFERENCES public.practice_sessions ON DELETE CASCADE,
    user_id uuid NOT NULL REFERENCES public.users ON DELETE CASCADE,
    document jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

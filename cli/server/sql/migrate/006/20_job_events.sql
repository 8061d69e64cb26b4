-- What happened to a job, in order. Written by a trigger on the jobs alone; nobody may change it.
CREATE TABLE public.job_events (
    event_id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    job_id uuid NOT NULL REFERENCES public.jobs ON DELETE CASCADE,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    status text NOT NULL,
    stage text,
    attempt integer NOT NULL,
    worker text,
    reason text
);

-- The outbox: what must reach the queue. A row stands as long as that is not known to be done; a
-- message sent twice does no harm.
CREATE TABLE public.job_messages (
    message_id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    job_id uuid NOT NULL REFERENCES public.jobs ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT now(),
    n_tries integer NOT NULL DEFAULT 0,
    leased_until timestamptz NOT NULL DEFAULT '-infinity'
);

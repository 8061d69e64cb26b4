-- A wish for addresses to upload to, and the dispatcher's answer: whoever has these may write that
-- one object until they expire, so they are deleted with the upload.
CREATE TABLE public.job_tickets (
    job_id uuid PRIMARY KEY REFERENCES public.jobs ON DELETE CASCADE,
    requested_at timestamptz NOT NULL DEFAULT now(),
    leased_until timestamptz,
    answered_at timestamptz,
    expires_at timestamptz,
    answer jsonb CHECK (jsonb_typeof(answer) = 'object'),
    failure text CHECK (length(failure) <= 500)
);

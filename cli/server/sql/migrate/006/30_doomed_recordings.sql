-- Recordings whose job is gone (its person was deleted, or it is too long ago): to be deleted.
CREATE TABLE public.doomed_recordings (
    object_key text PRIMARY KEY,
    upload_id text,
    doomed_at timestamptz NOT NULL DEFAULT now()
);

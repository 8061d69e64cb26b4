-- A recording that was handed to the studio, until it is deleted.
CREATE TABLE public.recording_files (
    recording_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    session_id uuid NOT NULL REFERENCES public.practice_sessions ON DELETE CASCADE,
    file_path text NOT NULL CHECK (octet_length(file_path) <= 1024),
    file_size bigint NOT NULL CHECK (file_size >= 0),
    created_at timestamptz NOT NULL DEFAULT now(),
    deleted_at timestamptz
);

-- Recordings that are still there though their job is over.
CREATE INDEX jobs_undeleted ON public.jobs (finished_at)
    WHERE finished_at IS NOT NULL AND recording_deleted_at IS NULL;

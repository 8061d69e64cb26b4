-- A message came back from the dead letters: what failed for a passing reason is QUEUED again.
CREATE OR REPLACE FUNCTION work.redrive(job_id uuid) RETURNS TABLE (status text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
BEGIN
    BEGIN
        UPDATE public.jobs j SET status = 'QUEUED', stage = NULL, progress = 0, failure_class = NULL, failure = NULL,
                finished_at = NULL, queued_at = now(), updated_at = now()
            WHERE j.job_id = redrive.job_id AND j.status = 'FAILED' AND j.failure_class = 'passing'
                AND j.recording_deleted_at IS NULL;
    EXCEPTION WHEN unique_violation THEN
        NULL; -- it was handed in again meanwhile: this one stays failed
    END;
    RETURN QUERY SELECT j.status FROM public.jobs j WHERE j.job_id = redrive.job_id;
END
$$;

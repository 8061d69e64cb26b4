-- Puts a job that failed for a passing reason into the queue again: its recording is still there.
CREATE OR REPLACE FUNCTION api.job_retry(token text, reference text) RETURNS TABLE (job_id uuid, status text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    me uuid := auth.enter(token);
    this uuid := inside.job_mine(reference);
BEGIN
    BEGIN
        UPDATE public.jobs j SET status = 'INGESTED', stage = NULL, progress = 0, failure_class = NULL, failure = NULL,
                finished_at = NULL, updated_at = now()
            WHERE j.job_id = this AND j.status = 'FAILED' AND j.failure_class = 'passing'
                AND j.recording_deleted_at IS NULL;
    EXCEPTION WHEN unique_violation THEN
        RAISE EXCEPTION USING ERRCODE = 'PR409', MESSAGE = 'the same recording was handed in again meanwhile';
    END;
    PERFORM inside.require(FOUND, 'PR409', 'only a job that failed for a passing reason can be tried again',
        'hand the recording in once more: practice submit FILE');
    INSERT INTO public.job_messages (job_id) VALUES (this);
    PERFORM pg_notify('practice_work', '');
    RETURN QUERY SELECT this, 'INGESTED'::text;
END
$$;

-- An attempt came to nothing. When that is final, the job has FAILED, of class 'poison' (the
-- recording is at fault) or 'passing' (it may be tried again later); else it waits in the queue.
CREATE OR REPLACE FUNCTION work.fail(job_id uuid, attempt integer, class text, reason text, is_final boolean)
RETURNS TABLE (verdict text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
BEGIN
    UPDATE public.jobs j SET status = CASE WHEN is_final THEN 'FAILED' ELSE 'QUEUED' END, stage = NULL, progress = 0,
            failure_class = CASE WHEN is_final THEN class END, failure = left(reason, 500), leased_until = NULL,
            expected_end = NULL, finished_at = CASE WHEN is_final THEN now() END, updated_at = now()
        WHERE j.job_id = fail.job_id AND j.attempt = fail.attempt AND j.status = 'RUNNING';
    verdict := CASE WHEN FOUND THEN 'done' ELSE 'lost' END;
    IF FOUND AND is_final THEN
        PERFORM auth.job_tell(fail.job_id);
    END IF;
    RETURN NEXT;
END
$$;

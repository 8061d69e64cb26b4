-- What was said to be uploaded is not there, or not as long as it was said to be: nothing to measure.
CREATE OR REPLACE FUNCTION work.upload_lost(job_id uuid, reason text) RETURNS TABLE (is_done boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
BEGIN
    UPDATE public.jobs j SET status = 'FAILED', failure_class = 'poison', failure = left(reason, 500),
            finished_at = now(), updated_at = now()
        WHERE j.job_id = upload_lost.job_id AND j.status = 'INGESTED';
    is_done := FOUND;
    IF is_done THEN
        DELETE FROM public.job_messages m WHERE m.job_id = upload_lost.job_id;
        PERFORM auth.job_tell(upload_lost.job_id);
    END IF;
    RETURN NEXT;
END
$$;

-- The recording of a job is uploaded: it goes to the queue. Saying so twice is saying so once.
CREATE OR REPLACE FUNCTION api.job_uploaded(token text, job_id uuid) RETURNS TABLE (status text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    me uuid := auth.enter(token);
    state text;
BEGIN
    UPDATE public.jobs j SET status = 'INGESTED', ingested_at = now(), updated_at = now()
        WHERE j.job_id = job_uploaded.job_id AND j.submitted_by = me AND j.status = 'CREATED';
    IF FOUND THEN
        INSERT INTO public.job_messages (job_id) VALUES (job_uploaded.job_id);
        DELETE FROM public.job_tickets t WHERE t.job_id = job_uploaded.job_id;
        PERFORM pg_notify('practice_work', '');
        RETURN QUERY SELECT 'INGESTED';
        RETURN;
    END IF;
    SELECT j.status INTO state FROM public.jobs j WHERE j.job_id = job_uploaded.job_id AND j.submitted_by = me;
    PERFORM inside.require(FOUND, 'PR404', 'there is no such job of yours', 'practice job list');
    PERFORM inside.require(state <> 'CANCELLED', 'PR409', 'the job was cancelled');
    RETURN QUERY SELECT state;
END
$$;

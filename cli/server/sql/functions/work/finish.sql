-- The recording of an attempt is measured: its result (practice.analysis/1), everything that follows
-- from it and the end of the job are one transaction. 'done', also when it is said again; 'lost':
-- another has the job, or it was cancelled, and nothing was kept.
CREATE OR REPLACE FUNCTION work.finish(job_id uuid, attempt integer, result jsonb)
RETURNS TABLE (verdict text, session_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    state text;
    session uuid;
BEGIN
    SELECT j.status, j.session_id INTO state, session FROM public.jobs j
        WHERE j.job_id = finish.job_id AND j.attempt = finish.attempt FOR UPDATE;
    IF state IS DISTINCT FROM 'RUNNING' THEN
        RETURN QUERY SELECT CASE WHEN state = 'SUCCEEDED' THEN 'done' ELSE 'lost' END, session;
        RETURN;
    END IF;
    session := auth.job_keep(finish.job_id, result);
    UPDATE public.jobs j SET status = 'SUCCEEDED', stage = 'cleanup', progress = 100, session_id = session,
            finished_at = now(), updated_at = now(), leased_until = NULL, failure = NULL
        WHERE j.job_id = finish.job_id AND j.attempt = finish.attempt AND j.status = 'RUNNING';
    PERFORM auth.job_tell(finish.job_id);
    RETURN QUERY SELECT 'done', session;
END
$$;

-- Ends a job that is not over yet; what a worker does with it just now comes to nothing.
CREATE OR REPLACE FUNCTION api.job_cancel(token text, reference text) RETURNS TABLE (job_id uuid, status text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    me uuid := auth.enter(token);
    this uuid := inside.job_mine(reference);
    state text;
BEGIN
    UPDATE public.jobs j SET status = 'CANCELLED', stage = NULL, leased_until = NULL, finished_at = now(),
            updated_at = now()
        WHERE j.job_id = this AND j.status IN ('CREATED', 'INGESTED', 'QUEUED', 'RUNNING');
    IF FOUND THEN
        DELETE FROM public.job_tickets t WHERE t.job_id = this;
    END IF;
    SELECT j.status INTO state FROM public.jobs j WHERE j.job_id = this;
    PERFORM inside.require(state = 'CANCELLED', 'PR409', format('the job is over already: it %s', lower(state)));
    RETURN QUERY SELECT this, state;
END
$$;

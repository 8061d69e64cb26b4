-- What happened to a job of mine, in order.
CREATE OR REPLACE FUNCTION api.job_events(token text, reference text)
RETURNS TABLE (at_ms bigint, status text, stage text, attempt integer, worker text, reason text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    me uuid := auth.enter(token);
    this uuid := inside.job_mine(reference);
BEGIN
    RETURN QUERY SELECT inside.millis(e.at), e.status, e.stage, e.attempt, e.worker, e.reason
        FROM public.job_events e WHERE e.job_id = this ORDER BY e.event_id LIMIT 1000;
END
$$;

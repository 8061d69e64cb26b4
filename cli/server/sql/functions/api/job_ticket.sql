-- Where to upload the recording of a job to: {"part_size", "parts": [{"number", "url"}], "done": […]}
-- as the dispatcher answers, or NULL until then: ask again. `is_fresh` throws an old answer away,
-- for one who starts, or goes on with, an upload. Only for who handed it in.
CREATE OR REPLACE FUNCTION api.job_ticket(token text, job_id uuid, is_fresh boolean)
RETURNS TABLE (status text, answer jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    me uuid := auth.enter(token);
    state text;
    given record;
BEGIN
    SELECT j.status INTO state FROM public.jobs j WHERE j.job_id = job_ticket.job_id AND j.submitted_by = me;
    PERFORM inside.require(FOUND, 'PR404', 'there is no such job of yours', 'practice job list');
    IF state <> 'CREATED' THEN
        RETURN QUERY SELECT state, NULL::jsonb;
        RETURN;
    END IF;
    DELETE FROM public.job_tickets t WHERE t.job_id = job_ticket.job_id
        AND t.answered_at IS NOT NULL AND (is_fresh OR t.expires_at < now()
            + CASE WHEN t.failure IS NULL THEN interval '1 minute' ELSE '0' END);
    INSERT INTO public.job_tickets (job_id) VALUES (job_ticket.job_id) ON CONFLICT DO NOTHING;
    IF FOUND THEN
        PERFORM pg_notify('practice_work', '');
        RETURN QUERY SELECT state, NULL::jsonb;
        RETURN;
    END IF;
    SELECT t.answer, t.failure INTO given FROM public.job_tickets t WHERE t.job_id = job_ticket.job_id;
    PERFORM inside.require(given.failure IS NULL, 'PR429', given.failure, 'try again later');
    RETURN QUERY SELECT state, given.answer;
END
$$;

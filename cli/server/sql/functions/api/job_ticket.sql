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
    given record;
BEGIN
    -- Most calls only look, and a crowd looks often: one statement for them.
    SELECT j.status AS state, t.job_id IS NOT NULL AS is_asked, t.answered_at IS NOT NULL AS is_answered, t.answer, t.failure,
            t.answered_at IS NOT NULL AND (is_fresh OR t.expires_at < now()
                + CASE WHEN t.failure IS NULL THEN interval '1 minute' ELSE '0' END) AS is_old
        INTO given
        FROM public.jobs j LEFT JOIN public.job_tickets t ON t.job_id = j.job_id
        WHERE j.job_id = job_ticket.job_id AND j.submitted_by = me;
    PERFORM inside.require(FOUND, 'PR404', 'there is no such job of yours', 'practice job list');
    IF given.state = 'CREATED' AND given.is_answered AND NOT given.is_old THEN
        PERFORM inside.require(given.failure IS NULL, 'PR429', given.failure, 'try again later');
        RETURN QUERY SELECT given.state, given.answer;
        RETURN;
    END IF;
    IF given.is_old THEN
        DELETE FROM public.job_tickets t WHERE t.job_id = job_ticket.job_id AND t.answered_at IS NOT NULL;
    END IF;
    IF given.state = 'CREATED' AND (given.is_old OR NOT given.is_asked) THEN
        INSERT INTO public.job_tickets (job_id) VALUES (job_ticket.job_id) ON CONFLICT DO NOTHING;
        PERFORM pg_notify('practice_work', '');
    END IF;
    RETURN QUERY SELECT given.state, NULL::jsonb;
END
$$;

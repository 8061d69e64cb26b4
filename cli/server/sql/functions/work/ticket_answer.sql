-- Answers a ticket with addresses that are good for `seconds`, or with why there are none. False: it
-- was answered already, or is wanted no more.
CREATE OR REPLACE FUNCTION work.ticket_answer(job_id uuid, answer jsonb, seconds integer, failure text)
RETURNS TABLE (is_done boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
BEGIN
    UPDATE public.job_tickets t SET answered_at = now(), expires_at = now() + seconds * interval '1 second',
            answer = ticket_answer.answer, failure = left(ticket_answer.failure, 500)
        WHERE t.job_id = ticket_answer.job_id AND t.answered_at IS NULL;
    is_done := FOUND;
    IF FOUND THEN -- rings for the one who waits
        UPDATE public.jobs j SET updated_at = now() WHERE j.job_id = ticket_answer.job_id;
    END IF;
    RETURN NEXT;
END
$$;

-- The queue has the message: the job is QUEUED, unless a worker was quicker.
CREATE OR REPLACE FUNCTION work.message_sent(message_id bigint) RETURNS TABLE (is_done boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    this uuid;
BEGIN
    DELETE FROM public.job_messages m WHERE m.message_id = message_sent.message_id RETURNING m.job_id INTO this;
    is_done := FOUND;
    UPDATE public.jobs j SET status = 'QUEUED', queued_at = now(), updated_at = now()
        WHERE j.job_id = this AND j.status = 'INGESTED';
    RETURN NEXT;
END
$$;

-- Messages that must go to the queue, leased for lease_s. Those whose job is over are dropped.
CREATE OR REPLACE FUNCTION work.messages(most integer, lease_s double precision DEFAULT 30)
RETURNS TABLE (message_id bigint, job_id uuid, object_key text, upload_id text, file_size bigint, n_tries integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH due AS (
        SELECT m.message_id, j.job_id, j.object_key, j.upload_id, j.file_size, j.finished_at
        FROM public.job_messages m JOIN public.jobs j ON j.job_id = m.job_id
        WHERE m.leased_until < now() ORDER BY m.leased_until, m.message_id LIMIT least(most, 100)
        FOR UPDATE OF m SKIP LOCKED),
    dropped AS (DELETE FROM public.job_messages m USING due d
        WHERE m.message_id = d.message_id AND d.finished_at IS NOT NULL),
    taken AS (UPDATE public.job_messages m SET leased_until = now() + lease_s * interval '1 second', n_tries = m.n_tries + 1
        FROM due d WHERE m.message_id = d.message_id AND d.finished_at IS NULL RETURNING m.message_id, m.n_tries)
    SELECT d.message_id, d.job_id, d.object_key, d.upload_id, d.file_size, t.n_tries
    FROM due d JOIN taken t ON t.message_id = d.message_id ORDER BY d.message_id;
END
$$;

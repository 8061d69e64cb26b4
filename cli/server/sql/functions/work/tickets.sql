-- Tickets to answer, leased for lease_s so that dispatchers do not do the same work.
CREATE OR REPLACE FUNCTION work.tickets(most integer, lease_s double precision DEFAULT 30)
RETURNS TABLE (job_id uuid, object_key text, file_size bigint, content_type text, upload_id text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH taken AS (
        UPDATE public.job_tickets t SET leased_until = now() + lease_s * interval '1 second'
        WHERE t.job_id IN (
            SELECT o.job_id FROM public.job_tickets o
            WHERE o.answered_at IS NULL AND (o.leased_until IS NULL OR o.leased_until < now())
            ORDER BY o.requested_at LIMIT least(most, 100) FOR UPDATE SKIP LOCKED)
        RETURNING t.job_id)
    SELECT j.job_id, j.object_key, j.file_size, j.content_type, j.upload_id
    FROM taken JOIN public.jobs j ON j.job_id = taken.job_id WHERE j.status = 'CREATED';
END
$$;

-- A worker has received the message of a job. 'go': it is hers as `attempt`, for lease_s seconds from
-- the last beat. 'busy': another holds it, for retry_s. 'over': it has ended, the message can go,
-- and so can the recording when is_doomed. 'gone': there is no such job.
CREATE OR REPLACE FUNCTION work.claim(job_id uuid, worker text, n_receives integer, lease_s double precision)
RETURNS TABLE (verdict text, attempt integer, object_key text, file_size bigint, sha256 text, file_name text,
    retry_s double precision, is_doomed boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY UPDATE public.jobs j SET status = 'RUNNING', stage = 'fetch', progress = 0, attempt = j.attempt + 1,
            n_receives = claim.n_receives, worker = left(claim.worker, 200), started_at = now(), updated_at = now(),
            leased_until = now() + lease_s * interval '1 second', expected_end = NULL, failure = NULL
        WHERE j.job_id = claim.job_id AND (j.status IN ('INGESTED', 'QUEUED')
            OR (j.status = 'RUNNING' AND (j.leased_until IS NULL OR j.leased_until <= now())))
        RETURNING 'go', j.attempt, j.object_key, j.file_size, j.sha256, j.file_name, 0::double precision, false;
    IF FOUND THEN
        RETURN;
    END IF;
    RETURN QUERY SELECT CASE WHEN j.finished_at IS NOT NULL THEN 'over' ELSE 'busy' END, j.attempt, j.object_key,
            j.file_size, j.sha256, j.file_name,
            greatest(1, coalesce(extract(epoch FROM j.leased_until - now()), 30))::double precision,
            j.finished_at IS NOT NULL AND j.recording_deleted_at IS NULL AND j.failure_class IS DISTINCT FROM 'passing'
        FROM public.jobs j WHERE j.job_id = claim.job_id;
    IF NOT FOUND THEN
        RETURN QUERY SELECT 'gone', 0, NULL::text, 0::bigint, NULL::text, NULL::text, 0::double precision, false;
    END IF;
END
$$;

-- Sends again what the queue seems to have lost: jobs QUEUED for 6 hours or whose worker has been
-- silent for one. A job that was begun 20 times is given up. A message too many does no harm.
CREATE OR REPLACE FUNCTION work.resend(moment timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    one uuid;
    n bigint := 0;
BEGIN
    FOR one IN UPDATE public.jobs j SET status = 'FAILED', stage = NULL, failure_class = 'passing',
            failure = 'the studio tried it many times and failed', leased_until = NULL, finished_at = now(), updated_at = now()
        WHERE j.status = 'RUNNING' AND j.attempt >= 20 AND j.leased_until < moment - interval '1 hour'
        RETURNING j.job_id
    LOOP
        PERFORM auth.job_tell(one);
    END LOOP;
    FOR one IN UPDATE public.jobs j SET status = 'INGESTED', stage = NULL, leased_until = NULL, updated_at = now()
        WHERE (j.status = 'RUNNING' AND j.leased_until < moment - interval '1 hour')
            OR (j.status = 'QUEUED' AND j.updated_at < moment - interval '6 hours')
        RETURNING j.job_id
    LOOP
        INSERT INTO public.job_messages (job_id) VALUES (one);
        n := n + 1;
    END LOOP;
    RETURN n;
END
$$;

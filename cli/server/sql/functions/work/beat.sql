-- The holder of an attempt is alive and that far: 'mine', and the lease begins anew; or 'lost', and
-- nothing of the attempt counts any more: another has the job, or it was cancelled.
CREATE OR REPLACE FUNCTION work.beat(job_id uuid, attempt integer, stage text, progress integer, end_s double precision,
    lease_s double precision) RETURNS TABLE (verdict text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
BEGIN
    UPDATE public.jobs j SET stage = coalesce(beat.stage, j.stage), progress = least(greatest(beat.progress, 0), 100),
            expected_end = now() + end_s * interval '1 second', updated_at = now(),
            leased_until = now() + lease_s * interval '1 second'
        WHERE j.job_id = beat.job_id AND j.attempt = beat.attempt AND j.status = 'RUNNING';
    verdict := CASE WHEN FOUND THEN 'mine' ELSE 'lost' END;
    RETURN NEXT;
END
$$;

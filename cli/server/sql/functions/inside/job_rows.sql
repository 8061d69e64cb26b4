-- Jobs as people see them, in the order of ids [ids].
CREATE OR REPLACE FUNCTION inside.job_rows(ids uuid[])
RETURNS TABLE (job_id uuid, status text, stage text, progress integer, attempt integer, file_name text,
    file_size bigint, sha256 text, student text, submitter text, session_id uuid, failure_class text, failure text,
    measured_ms integer, claimed_ms integer, recorded_ms bigint, created_ms bigint, finished_ms bigint,
    expected_end_ms bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT j.job_id, j.status, j.stage, j.progress, j.attempt, j.file_name, j.file_size, j.sha256, u.nickname,
        by_whom.nickname, j.session_id, j.failure_class, j.failure,
        CASE WHEN j.status = 'SUCCEEDED' THEN s.measured_ms END, CASE WHEN j.status = 'SUCCEEDED' THEN s.claimed_ms END,
        inside.millis(j.recorded_at), inside.millis(j.created_at), inside.millis(j.finished_at),
        CASE WHEN j.status = 'RUNNING' THEN inside.millis(j.expected_end) END
    FROM unnest(ids) WITH ORDINALITY AS wanted (job_id, place)
        JOIN public.jobs j ON j.job_id = wanted.job_id
        LEFT JOIN public.users u ON u.user_id = j.user_id
        LEFT JOIN public.users by_whom ON by_whom.user_id = j.submitted_by
        LEFT JOIN public.practice_sessions s ON s.session_id = j.session_id
    ORDER BY wanted.place
$$;

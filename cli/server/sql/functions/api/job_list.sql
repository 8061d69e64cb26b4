-- The newest jobs of mine, all or those still under way.
CREATE OR REPLACE FUNCTION api.job_list(token text, is_open boolean, most integer)
RETURNS TABLE (job_id uuid, status text, stage text, progress integer, attempt integer, file_name text,
    file_size bigint, sha256 text, student text, submitter text, session_id uuid, failure_class text, failure text,
    measured_ms integer, claimed_ms integer, recorded_ms bigint, created_ms bigint, finished_ms bigint,
    expected_end_ms bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    me uuid := auth.enter(token);
BEGIN
    PERFORM inside.require(most BETWEEN 1 AND 1000, 'PR422', 'a list has 1 to 1000 jobs');
    RETURN QUERY SELECT * FROM inside.job_rows(ARRAY(SELECT j.job_id FROM public.jobs j
        WHERE (j.user_id = me OR j.submitted_by = me) AND (NOT is_open OR j.finished_at IS NULL)
        ORDER BY j.created_at DESC, j.job_id DESC LIMIT most));
END
$$;

-- One job of mine, by 'last', its id or the end of that.
CREATE OR REPLACE FUNCTION api.job_show(token text, reference text)
RETURNS TABLE (job_id uuid, status text, stage text, progress integer, attempt integer, file_name text,
    file_size bigint, sha256 text, student text, submitter text, session_id uuid, failure_class text, failure text,
    measured_ms integer, claimed_ms integer, recorded_ms bigint, created_ms bigint, finished_ms bigint,
    expected_end_ms bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
BEGIN
    PERFORM auth.enter(token);
    RETURN QUERY SELECT * FROM inside.job_rows(ARRAY[inside.job_mine(reference)]);
END
$$;

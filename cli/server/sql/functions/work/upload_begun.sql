-- Notes the multipart upload of a job, unless it has one; returns the one that counts, or no row when
-- the job is not to be uploaded any more. Another one that was begun is the caller's to abort.
CREATE OR REPLACE FUNCTION work.upload_begun(job_id uuid, begun text) RETURNS TABLE (upload_id text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY UPDATE public.jobs j SET upload_id = coalesce(j.upload_id, begun)
        WHERE j.job_id = upload_begun.job_id AND j.status = 'CREATED' RETURNING j.upload_id;
END
$$;

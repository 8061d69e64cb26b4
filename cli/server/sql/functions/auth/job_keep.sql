-- Everything that follows from a measured recording, in the transaction of its job's end: session
-- (its day's statistics follow by trigger), recording, analysis, titles earned. Returns the session.
CREATE OR REPLACE FUNCTION auth.job_keep(job_id uuid, result jsonb) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    session uuid := auth.job_session(job_id, result);
    job record;
BEGIN
    SELECT * INTO job FROM public.jobs j WHERE j.job_id = job_keep.job_id;
    INSERT INTO public.recording_files (session_id, file_path, file_size, deleted_at)
        VALUES (session, job.object_key, job.file_size, job.recording_deleted_at);
    INSERT INTO public.session_analyses AS a (session_id, user_id, document) VALUES (session, job.user_id, result)
        ON CONFLICT (session_id) DO UPDATE SET document = excluded.document, created_at = excluded.created_at;
    IF to_regprocedure('inside.award(uuid)') IS NOT NULL THEN
        PERFORM inside.award(job.user_id);
    END IF;
    RETURN session;
END
$$;

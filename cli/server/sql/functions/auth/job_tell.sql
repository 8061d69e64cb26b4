-- The end of a job in the inbox of whose it is, and of who handed it in.
CREATE OR REPLACE FUNCTION auth.job_tell(job_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    job record;
    words text;
    data jsonb;
BEGIN
    SELECT * INTO job FROM public.jobs j WHERE j.job_id = job_tell.job_id;
    words := CASE WHEN job.status = 'SUCCEEDED' THEN 'is measured' ELSE 'could not be measured' END;
    data := jsonb_build_object('job_id', job.job_id, 'about', left(job.file_name, 100),
        'state', CASE WHEN job.status = 'SUCCEEDED' THEN 'done' ELSE 'failed' END);
    PERFORM inside.notify(job.user_id, 'job', format('''%s'' %s', left(job.file_name, 100), words), job.failure,
        data || jsonb_build_object('session_id', job.session_id));
    IF job.submitted_by <> job.user_id THEN
        PERFORM inside.notify(job.submitted_by, 'job', format('''%s'' %s', left(job.file_name, 100), words),
            job.failure, data);
    END IF;
END
$$;

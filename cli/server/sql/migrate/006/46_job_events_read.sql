-- Those who see a job see its events: the job's own wall is asked.
DO $$
BEGIN
    GRANT SELECT ON public.job_events TO practice_api;
    CREATE POLICY api_read ON public.job_events FOR SELECT TO practice_api
        USING (job_id IN (SELECT j.job_id FROM public.jobs j));
END
$$;

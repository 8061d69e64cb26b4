DO $$
BEGIN
    GRANT INSERT ON public.job_messages TO practice_api;
    CREATE POLICY api_add ON public.job_messages FOR INSERT TO practice_api
        WITH CHECK (job_id IN (SELECT j.job_id FROM public.jobs j));
END
$$;

-- Addresses to write to are for who hands the recording in.
DO $$
DECLARE
    own constant text := 'job_id IN (SELECT j.job_id FROM public.jobs j WHERE j.submitted_by = (SELECT auth.user_id()))';
BEGIN
    GRANT SELECT, INSERT, DELETE ON public.job_tickets TO practice_api;
    EXECUTE format('CREATE POLICY api_read ON public.job_tickets FOR SELECT TO practice_api USING (%s)', own);
    EXECUTE format('CREATE POLICY api_add ON public.job_tickets FOR INSERT TO practice_api WITH CHECK (%s)', own);
    EXECUTE format('CREATE POLICY api_remove ON public.job_tickets FOR DELETE TO practice_api USING (%s)', own);
END
$$;

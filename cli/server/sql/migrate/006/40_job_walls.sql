-- Forced row security. Workers see all of a job and what belongs to it; of a person's things only
-- what housekeeping takes away.
DO $$
DECLARE
    name regclass;
BEGIN
    FOREACH name IN ARRAY ARRAY['public.jobs', 'public.job_events', 'public.job_tickets', 'public.job_messages',
        'public.session_analyses', 'public.doomed_recordings']::regclass[]
    LOOP
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY job_all ON %s FOR ALL TO practice_job USING (true) WITH CHECK (true)', name);
    END LOOP;
    GRANT SELECT, UPDATE, DELETE ON public.jobs TO practice_job;
    GRANT SELECT ON public.job_events TO practice_job;
    GRANT SELECT, UPDATE, DELETE ON public.job_tickets TO practice_job;
    GRANT SELECT, INSERT, UPDATE, DELETE ON public.job_messages TO practice_job;
    GRANT SELECT, DELETE ON public.session_analyses, public.doomed_recordings TO practice_job;
END
$$;

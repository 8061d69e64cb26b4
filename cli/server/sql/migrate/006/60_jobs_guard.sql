CREATE TRIGGER a_guard BEFORE UPDATE OF status ON public.jobs
    FOR EACH ROW EXECUTE FUNCTION inside.job_guard();

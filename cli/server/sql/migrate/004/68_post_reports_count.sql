CREATE TRIGGER count AFTER INSERT OR DELETE ON public.post_reports
    FOR EACH ROW EXECUTE FUNCTION auth.report_count();

CREATE TRIGGER practice_sessions_count AFTER INSERT OR UPDATE OR DELETE ON public.practice_sessions
    FOR EACH ROW EXECUTE FUNCTION auth.count_session();

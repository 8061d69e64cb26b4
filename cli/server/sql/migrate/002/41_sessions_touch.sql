CREATE TRIGGER practice_sessions_touch AFTER INSERT OR UPDATE OR DELETE ON public.practice_sessions
    FOR EACH ROW EXECUTE FUNCTION inside.session_touch();

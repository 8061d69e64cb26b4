CREATE TRIGGER forget_prospects_gone AFTER DELETE ON public.practice_sessions
    FOR EACH ROW WHEN (OLD.measured_ms > 0) EXECUTE FUNCTION auth.prospects_forget();

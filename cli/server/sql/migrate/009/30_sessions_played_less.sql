-- A day that is no longer played on ends a row of days, or leaves a longer rest.
CREATE TRIGGER forget_prospects AFTER UPDATE ON public.practice_sessions
    FOR EACH ROW WHEN (OLD.measured_ms > 0
        AND (NEW.measured_ms IS NOT DISTINCT FROM 0 OR NEW.measured_ms IS NULL OR NEW.practice_date <> OLD.practice_date))
    EXECUTE FUNCTION auth.prospects_forget();

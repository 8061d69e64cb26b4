CREATE TRIGGER forget_prospects AFTER INSERT OR UPDATE ON public.goals
    FOR EACH ROW EXECUTE FUNCTION auth.prospects_forget();

CREATE TRIGGER count AFTER INSERT ON public.post_views
    FOR EACH ROW EXECUTE FUNCTION auth.view_count();

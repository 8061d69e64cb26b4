CREATE TRIGGER a_guard BEFORE UPDATE ON public.comments
    FOR EACH ROW EXECUTE FUNCTION inside.comment_guard();

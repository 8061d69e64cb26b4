CREATE TRIGGER b_guard BEFORE UPDATE ON public.posts
    FOR EACH ROW EXECUTE FUNCTION inside.post_guard();

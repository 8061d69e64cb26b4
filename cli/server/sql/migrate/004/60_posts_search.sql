CREATE TRIGGER a_search BEFORE INSERT OR UPDATE OF title, content, auto_tags, manual_tags ON public.posts
    FOR EACH ROW EXECUTE FUNCTION inside.post_search();

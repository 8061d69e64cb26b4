-- That somebody looked at a post is no news to all the others' devices.
CREATE TRIGGER touch_changed AFTER UPDATE ON public.posts
    FOR EACH ROW WHEN (OLD.view_count = NEW.view_count) EXECUTE FUNCTION inside.post_touch();

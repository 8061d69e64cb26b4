-- A new nickname reaches the caches of the groups.
CREATE TRIGGER users_member_touch AFTER UPDATE OF nickname ON public.users
    FOR EACH ROW WHEN (OLD.nickname IS DISTINCT FROM NEW.nickname) EXECUTE FUNCTION inside.member_name_touch();

CREATE TRIGGER groups_touch AFTER INSERT OR UPDATE OR DELETE ON public.groups
    FOR EACH ROW EXECUTE FUNCTION inside.group_touch();

CREATE TRIGGER group_members_touch AFTER INSERT OR UPDATE OR DELETE ON public.group_members
    FOR EACH ROW EXECUTE FUNCTION inside.member_touch();

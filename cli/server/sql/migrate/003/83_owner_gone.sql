-- Groups outlive the account of their owner.
CREATE TRIGGER users_group_hand_over BEFORE DELETE ON public.users
    FOR EACH ROW EXECUTE FUNCTION auth.group_hand_over();

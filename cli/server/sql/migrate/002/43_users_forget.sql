-- After the cascades, whose triggers tell the person's scope of every row that went.
CREATE TRIGGER users_scope_forget AFTER DELETE ON public.users
    FOR EACH ROW EXECUTE FUNCTION auth.forget_scope();

-- The first half of everything that takes a password: returns a ticket for the second half, which
-- must be a transaction of its own (see auth.try_password()). No token is needed.
CREATE OR REPLACE FUNCTION api.sign_try(email text, password text) RETURNS TABLE (ticket text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    PERFORM auth.leave();
    RETURN QUERY SELECT auth.try_password(email, password);
END
$$;

-- Changes the password and signs all other devices out; returns how many. The ticket is of
-- api.sign_try() with the old password.
CREATE OR REPLACE FUNCTION api.account_password(token text, ticket text, password text)
RETURNS TABLE (n_signed_out bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    PERFORM auth.enter(token);
    RETURN QUERY SELECT auth.account_password(token, ticket, password);
END
$$;

-- Erases the account of who asks. The ticket is of api.sign_try() with the person's password.
CREATE OR REPLACE FUNCTION api.account_delete(token text, ticket text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    PERFORM auth.enter(token);
    -- One after the other, or two that delete at once wait for each other's tickets; the second is nobody then.
    PERFORM auth.erase_alone(auth.user_id());
    PERFORM auth.erase(auth.redeem_own(token, ticket));
END
$$;

-- Signs a device in with a ticket of the right password.
CREATE OR REPLACE FUNCTION auth.sign_in(ticket text, device_said text, device_before text)
RETURNS TABLE (token text, user_id uuid, device_id uuid, nickname text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY SELECT i.token, i.user_id, i.device_id, i.nickname
        FROM auth.issue_token(auth.redeem(ticket), device_said, device_before) i;
END
$$;

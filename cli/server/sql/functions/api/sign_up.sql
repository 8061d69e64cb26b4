-- Makes an account and signs this device in. No token is needed; the ticket is of api.sign_try().
CREATE OR REPLACE FUNCTION api.sign_up(ticket text, email text, password text, nickname_said text, device text)
RETURNS TABLE (token text, user_id uuid, device_id uuid, nickname text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    PERFORM auth.leave();
    RETURN QUERY SELECT * FROM auth.sign_up(ticket, email, password, nickname_said, device);
END
$$;

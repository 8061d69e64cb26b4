-- Signs this device in, as the one it was before when it says so. No token is needed; the ticket is
-- of api.sign_try().
CREATE OR REPLACE FUNCTION api.sign_in(ticket text, device text, device_before text)
RETURNS TABLE (token text, user_id uuid, device_id uuid, nickname text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    PERFORM auth.leave();
    RETURN QUERY SELECT * FROM auth.sign_in(ticket, device, device_before);
END
$$;

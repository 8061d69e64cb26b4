-- Ends this device's token.
CREATE OR REPLACE FUNCTION api.sign_out(token text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    PERFORM auth.enter(token);
    PERFORM auth.sign_out(token);
END
$$;

-- How the device whose token this transaction has is called.
CREATE OR REPLACE FUNCTION auth.device_name() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    RETURN (
    SELECT t.device_name FROM auth.tokens t
    WHERE t.token_hash = sha256(convert_to(current_setting('practice.token', true), 'UTF8')));
END
$$;

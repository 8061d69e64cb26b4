-- A new secret, shown here and never again. For a day the old one signs, too.
CREATE OR REPLACE FUNCTION api.webhook_rotate(token text, reference text) RETURNS TABLE (webhook_id uuid, secret text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    me uuid := auth.enter(token);
    this uuid := inside.webhook_mine(reference);
    new_secret text := encode(extensions.gen_random_bytes(32), 'hex');
BEGIN
    PERFORM auth.webhook_rotate(this, new_secret);
    RETURN QUERY SELECT this, new_secret;
END
$$;

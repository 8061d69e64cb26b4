-- The channels to LISTEN to for changes in what the caller may follow. To be called again within two
-- minutes, or they fall silent.
CREATE OR REPLACE FUNCTION api.sync_watch(token text) RETURNS TABLE (channel text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    PERFORM auth.enter(token);
    RETURN QUERY SELECT w.name FROM auth.watch() w(name);
END
$$;

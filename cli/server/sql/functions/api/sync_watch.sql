-- LISTENs to the channels of what the caller may follow, and returns them. To be called again within
-- two minutes, or they fall silent. Of no use behind a transaction pooler: the connection changes.
CREATE OR REPLACE FUNCTION api.sync_watch(token text) RETURNS TABLE (channel text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    name text;
BEGIN
    PERFORM auth.enter(token);
    FOR name IN SELECT w.name FROM auth.watch() w(name) LOOP
        EXECUTE format('LISTEN %I', name);
        channel := name;
        RETURN NEXT;
    END LOOP;
END
$$;

-- How much of my inbox is not read.
CREATE OR REPLACE FUNCTION api.inbox_unread(token text) RETURNS TABLE (n bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    me constant uuid := auth.enter(token);
BEGIN
    RETURN QUERY SELECT pg_catalog.count(*) FROM public.notifications o
        WHERE o.user_id = me AND NOT o.is_read AND o.expires_at > pg_catalog.now();
END
$$;

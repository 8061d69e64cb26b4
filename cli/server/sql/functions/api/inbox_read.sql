-- Marks rows of my inbox as read, all of them for NULL. Returns how many were not.
CREATE OR REPLACE FUNCTION api.inbox_read(token text, ids text[]) RETURNS TABLE (n bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    PERFORM auth.enter(token);
    UPDATE public.notifications o SET is_read = true
    WHERE o.notification_id = ANY (inside.inbox_meant(ids)) AND NOT o.is_read;
    GET DIAGNOSTICS n = ROW_COUNT;
    RETURN NEXT;
END
$$;

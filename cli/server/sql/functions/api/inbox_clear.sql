-- Takes rows out of my inbox; for NULL all that are read, or with is_all really all. Returns how many.
CREATE OR REPLACE FUNCTION api.inbox_clear(token text, ids text[], is_all boolean) RETURNS TABLE (n bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    PERFORM auth.enter(token);
    DELETE FROM public.notifications o
    WHERE o.notification_id = ANY (inside.inbox_meant(ids)) AND (ids IS NOT NULL OR is_all OR o.is_read);
    GET DIAGNOSTICS n = ROW_COUNT;
    RETURN NEXT;
END
$$;

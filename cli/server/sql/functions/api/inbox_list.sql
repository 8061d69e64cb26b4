-- A page of my inbox, newest first, and how much of all is not read. Expired rows are gone.
CREATE OR REPLACE FUNCTION api.inbox_list(token text, is_unread boolean, after text, most integer)
RETURNS TABLE (notification_id uuid, type text, title text, message text, data jsonb, is_read boolean,
    created_ms bigint, expires_ms bigint, cursor text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    me constant uuid := auth.enter(token);
    place record;
BEGIN
    PERFORM inside.require(most BETWEEN 1 AND 200, 'PR422', 'a page has 1 to 200 rows');
    place := inside.board_cursor_read(after);
    DELETE FROM public.notifications n WHERE n.user_id = me AND n.expires_at < pg_catalog.now();
    RETURN QUERY
        SELECT n.notification_id, n.type, n.title, n.message, n.data, n.is_read, inside.millis(n.created_at),
            inside.millis(n.expires_at), inside.board_cursor(n.created_at, n.notification_id)
        FROM public.notifications n
        WHERE n.user_id = me AND NOT (is_unread AND n.is_read)
            AND (place.id IS NULL OR (n.created_at, n.notification_id) < (place.at, place.id))
        ORDER BY n.created_at DESC, n.notification_id DESC
        LIMIT most;
END
$$;

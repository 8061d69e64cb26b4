-- Puts a row into somebody's inbox; inside.notify() is the door. Rows with the same data->>'gather'
-- become one as long as it is not read. A full or overaged inbox loses its oldest rows: nobody can
-- fill the disk by liking and commenting.
CREATE OR REPLACE FUNCTION auth.notify(recipient uuid, type text, title text, message text, data jsonb)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
BEGIN
    DELETE FROM public.notifications n WHERE n.user_id = recipient AND n.expires_at < pg_catalog.now();
    DELETE FROM public.notifications n WHERE n.notification_id IN (
        SELECT o.notification_id FROM public.notifications o WHERE o.user_id = recipient
        ORDER BY o.created_at DESC, o.notification_id DESC OFFSET 999);
    INSERT INTO public.notifications (user_id, type, title, message, data, gather)
    VALUES (recipient, notify.type, notify.title, notify.message, notify.data - 'gather', notify.data ->> 'gather')
    ON CONFLICT (user_id, gather) WHERE gather IS NOT NULL AND NOT is_read DO UPDATE
    SET title = excluded.title, message = excluded.message, data = excluded.data,
        created_at = excluded.created_at, expires_at = excluded.expires_at;
END
$$;

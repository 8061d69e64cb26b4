-- A row of an inbox as its owner's devices keep it.
CREATE OR REPLACE FUNCTION inside.document_notification(row_id uuid) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    RETURN (
    SELECT pg_catalog.jsonb_build_object('notification_id', n.notification_id, 'type', n.type, 'title', n.title,
        'message', n.message, 'data', n.data, 'is_read', n.is_read, 'created_at', n.created_at,
        'expires_at', n.expires_at)
    FROM public.notifications n WHERE n.notification_id = row_id);
END
$$;

-- My webhooks, and how they are doing.
CREATE OR REPLACE FUNCTION api.webhook_list(token text)
RETURNS TABLE (webhook_id uuid, url text, is_studio boolean, created_ms bigint, last_ms bigint, last_status integer,
    last_failure text, failing_ms bigint, disabled_ms bigint, n_waiting bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    me uuid := auth.enter(token);
BEGIN
    RETURN QUERY SELECT w.webhook_id, w.url, w.is_studio, inside.millis(w.created_at), inside.millis(w.last_at),
            w.last_status, w.last_failure, inside.millis(w.failing_since), inside.millis(w.disabled_at),
            (SELECT count(*) FROM public.webhook_deliveries d WHERE d.webhook_id = w.webhook_id)
        FROM public.webhooks w WHERE w.user_id = me ORDER BY w.created_at, w.webhook_id;
END
$$;

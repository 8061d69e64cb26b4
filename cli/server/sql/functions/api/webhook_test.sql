-- Sends a test; a webhook that was switched off is switched on again.
CREATE OR REPLACE FUNCTION api.webhook_test(token text, reference text) RETURNS TABLE (webhook_id uuid, delivery_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    me uuid := auth.enter(token);
    this uuid := inside.webhook_mine(reference);
BEGIN
    UPDATE public.webhooks w SET disabled_at = NULL, failing_since = NULL
        WHERE w.webhook_id = this AND w.disabled_at IS NOT NULL;
    RETURN QUERY SELECT this, auth.webhook_test(this);
END
$$;

-- Nothing more is told there, not even what waits.
CREATE OR REPLACE FUNCTION api.webhook_remove(token text, reference text) RETURNS TABLE (webhook_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    me uuid := auth.enter(token);
    this uuid := inside.webhook_mine(reference);
BEGIN
    DELETE FROM public.webhooks w WHERE w.webhook_id = this;
    RETURN QUERY SELECT this;
END
$$;

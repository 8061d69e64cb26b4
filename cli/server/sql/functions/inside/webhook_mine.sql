-- The webhook of mine that is meant: an id, its last 4 digits or more, or its address. Raises PR404,
-- PR409.
CREATE OR REPLACE FUNCTION inside.webhook_mine(reference text) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    said text := btrim(coalesce(reference, ''));
    meant uuid[];
BEGIN
    SELECT array_agg(w.webhook_id) INTO meant FROM (
        SELECT l.webhook_id FROM public.webhooks l
        WHERE l.url = said OR l.webhook_id::text = lower(said) OR inside.id_ends(l.webhook_id, lower(said)) LIMIT 2) w;
    RETURN inside.chosen(NULL, meant, 'webhook', reference, 'practice webhook list');
END
$$;

-- Deliveries that are due, leased for two minutes, signed here so that no secret leaves the
-- database: HMAC-SHA-256 over the seconds since 1970, a dot and the body. While two secrets hold
-- there are two signatures.
CREATE OR REPLACE FUNCTION work.webhooks(most integer)
RETURNS TABLE (delivery_id uuid, webhook_id uuid, url text, event text, body text, signature text, n_tries integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    stamp text := extract(epoch FROM now())::bigint::text;
BEGIN
    RETURN QUERY
    WITH due AS (
        SELECT d.delivery_id FROM public.webhook_deliveries d
        WHERE d.due_at <= now() ORDER BY d.due_at, d.delivery_id LIMIT least(most, 100) FOR UPDATE SKIP LOCKED),
    taken AS (
        UPDATE public.webhook_deliveries d SET due_at = now() + interval '2 minutes', n_tries = d.n_tries + 1
        FROM due WHERE d.delivery_id = due.delivery_id
        RETURNING d.delivery_id, d.webhook_id, d.event, d.body, d.n_tries)
    SELECT t.delivery_id, w.webhook_id, w.url, t.event, t.body,
        't=' || stamp || ',v1=' || encode(extensions.hmac(stamp || '.' || t.body, w.secret, 'sha256'), 'hex')
            || CASE WHEN w.old_until > now() THEN
                ',v1=' || encode(extensions.hmac(stamp || '.' || t.body, w.old_secret, 'sha256'), 'hex') ELSE '' END,
        t.n_tries
    FROM taken t JOIN public.webhooks w ON w.webhook_id = t.webhook_id;
END
$$;

-- Puts a test into the outbox of a webhook of mine.
CREATE OR REPLACE FUNCTION auth.webhook_test(webhook uuid) RETURNS uuid
LANGUAGE sql SECURITY DEFINER SET search_path = ''
AS $$
    SELECT auth.webhook_put(w.webhook_id, 'test', '{}') FROM public.webhooks w
    WHERE w.webhook_id = webhook AND w.user_id = auth.user_id()
$$;

-- Gives a webhook of mine a new secret; the function of `api` itself may not read the old one.
CREATE OR REPLACE FUNCTION auth.webhook_rotate(webhook uuid, new_secret text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = ''
AS $$
    UPDATE public.webhooks w SET old_secret = w.secret, old_until = now() + interval '1 day', secret = new_secret
    WHERE w.webhook_id = webhook AND w.user_id = auth.user_id()
$$;

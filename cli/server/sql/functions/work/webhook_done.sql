-- What became of a delivery: `status` is that of HTTP, 0 when none came. 'delivered'; 'later' (full
-- jitter over a time that doubles from 20 s to 6 h); 'disabled': it failed for three days, or the
-- address said that it is gone for good; 'gone': nobody waits for it any more.
CREATE OR REPLACE FUNCTION work.webhook_done(delivery_id uuid, status integer, failure text)
RETURNS TABLE (verdict text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    delivery record;
    hook record;
BEGIN
    SELECT d.webhook_id, d.n_tries INTO delivery FROM public.webhook_deliveries d
        WHERE d.delivery_id = webhook_done.delivery_id;
    IF NOT FOUND THEN
        RETURN QUERY SELECT 'gone';
        RETURN;
    END IF;
    UPDATE public.webhooks w SET last_at = now(), last_status = nullif(status, 0),
            last_failure = CASE WHEN status BETWEEN 200 AND 299 THEN NULL ELSE left(failure, 500) END,
            failing_since = CASE WHEN status BETWEEN 200 AND 299 THEN NULL ELSE coalesce(w.failing_since, now()) END
        WHERE w.webhook_id = delivery.webhook_id
        RETURNING w.* INTO hook;
    IF status BETWEEN 200 AND 299 THEN
        DELETE FROM public.webhook_deliveries d WHERE d.delivery_id = webhook_done.delivery_id;
        RETURN QUERY SELECT 'delivered';
    ELSIF status = 410 OR hook.failing_since < now() - interval '3 days' THEN
        UPDATE public.webhooks w SET disabled_at = now() WHERE w.webhook_id = hook.webhook_id AND w.disabled_at IS NULL;
        DELETE FROM public.webhook_deliveries d WHERE d.webhook_id = hook.webhook_id;
        PERFORM inside.notify(hook.user_id, 'webhook', 'a webhook was switched off',
            format('%s: %s; practice webhook test switches it on again', left(hook.url, 200), left(failure, 200)),
            jsonb_build_object('webhook_id', hook.webhook_id));
        RETURN QUERY SELECT 'disabled';
    ELSE
        UPDATE public.webhook_deliveries d
            SET due_at = now() + least(interval '6 hours', interval '10 seconds' * 2 ^ least(d.n_tries, 12)) * random()
            WHERE d.delivery_id = webhook_done.delivery_id;
        RETURN QUERY SELECT 'later';
    END IF;
END
$$;

-- A delivery into the outbox. Of one webhook a thousand may wait; more are not kept, and NULL is returned.
CREATE OR REPLACE FUNCTION auth.webhook_put(webhook uuid, event text, about jsonb) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    delivery uuid := gen_random_uuid();
BEGIN
    IF (SELECT count(*) FROM (SELECT FROM public.webhook_deliveries d WHERE d.webhook_id = webhook LIMIT 1000) d) < 1000 THEN
        INSERT INTO public.webhook_deliveries (delivery_id, webhook_id, event, body)
        VALUES (delivery, webhook, event, (jsonb_build_object('schema', 'practice.webhook/1', 'delivery', delivery,
            'event', event, 'at', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) || about)::text);
        RETURN delivery;
    END IF;
    RETURN NULL;
END
$$;

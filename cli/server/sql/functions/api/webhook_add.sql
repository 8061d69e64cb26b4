-- An address of mine that is told when jobs of mine end, or with is_studio, for those who watch over
-- the studio, everybody's. The secret is shown here and never again.
CREATE OR REPLACE FUNCTION api.webhook_add(token text, url text, is_studio boolean)
RETURNS TABLE (webhook_id uuid, secret text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    me uuid := auth.enter(token);
    address text := btrim(coalesce(webhook_add.url, ''));
    new_secret text := encode(extensions.gen_random_bytes(32), 'hex');
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('webhooks ' || me, 0));
    PERFORM inside.require(octet_length(address) <= 2000 AND (address ~ '^https://[a-zA-Z0-9.\-]+(:[0-9]{1,5})?(/[!-~]*)?$'
            OR address ~ '^https://\[[0-9a-fA-F:]+\](:[0-9]{1,5})?(/[!-~]*)?$'
            OR address ~ '^http://(localhost|127\.0\.0\.1|\[::1\])(:[0-9]{1,5})?(/[!-~]*)?$') AND address !~ '#',
        'PR422', 'a webhook is an address that begins with https://, of ASCII, without name or password');
    PERFORM inside.require(NOT coalesce(webhook_add.is_studio, false) OR auth.is_admin(), 'PR403',
        'only those who watch over the studio may be told of everybody''s jobs');
    PERFORM inside.require((SELECT count(*) < 10 FROM public.webhooks w WHERE w.user_id = me), 'PR422',
        'a person has 10 webhooks at most');
    PERFORM inside.require(NOT EXISTS (SELECT FROM public.webhooks w WHERE w.user_id = me AND w.url = address), 'PR409',
        'that address is told already');
    RETURN QUERY INSERT INTO public.webhooks (user_id, is_studio, url, secret)
        VALUES (me, coalesce(webhook_add.is_studio, false), address, new_secret)
        RETURNING webhooks.webhook_id, new_secret;
END
$$;

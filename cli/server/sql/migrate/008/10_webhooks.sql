-- Addresses that are told when jobs end. The secret signs what is sent (see work.webhooks()) and is
-- read by nobody else; after a rotation the old one signs, too, for a day. One that fails for three
-- days is switched off.
CREATE TABLE public.webhooks (
    webhook_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id uuid NOT NULL REFERENCES public.users ON DELETE CASCADE,
    is_studio boolean NOT NULL DEFAULT false,
    url text NOT NULL CHECK (url ~ '^https?://[!-~]+$' AND octet_length(url) <= 2000),
    secret text NOT NULL CHECK (secret ~ '^[0-9a-f]{64}$'),
    old_secret text CHECK (old_secret ~ '^[0-9a-f]{64}$'),
    old_until timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    last_at timestamptz,
    last_status integer,
    last_failure text CHECK (length(last_failure) <= 500),
    failing_since timestamptz,
    disabled_at timestamptz
);

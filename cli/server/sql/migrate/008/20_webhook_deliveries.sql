-- The outbox of webhooks: what is still to be told. A row stands until its address has taken it, for
-- three days at most; a delivery made twice carries the same id.
CREATE TABLE public.webhook_deliveries (
    delivery_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    webhook_id uuid NOT NULL REFERENCES public.webhooks ON DELETE CASCADE,
    event text NOT NULL CHECK (event ~ '^[a-z.]{1,40}$'),
    body text NOT NULL CHECK (octet_length(body) <= 16384),
    n_tries integer NOT NULL DEFAULT 0,
    due_at timestamptz NOT NULL DEFAULT now(),
    created_at timestamptz NOT NULL DEFAULT now()
);

-- The journals of a person that sync here.
CREATE TABLE sync.devices (
    user_id uuid NOT NULL REFERENCES public.users ON DELETE CASCADE,
    device text NOT NULL CHECK (device ~ '^[0-9a-f]{8}$'),
    device_name text NOT NULL,
    n_applied bigint NOT NULL DEFAULT 0,
    n_refused bigint NOT NULL DEFAULT 0,
    last_push_at timestamptz,
    last_sync_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, device)
);

-- A signed-in device. The token itself is known to the device only: here is its SHA-256.
CREATE TABLE auth.tokens (
    token_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    token_hash bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    user_id uuid NOT NULL REFERENCES public.users ON DELETE CASCADE,
    device_id uuid NOT NULL,
    device_name text NOT NULL CHECK (length(device_name) BETWEEN 1 AND 100),
    created_at timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz
);

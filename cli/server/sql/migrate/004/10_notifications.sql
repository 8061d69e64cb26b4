-- What happened to a person, kept for 90 days. Rows of one `gather` are one row as long as it is not
-- read: "3 people like …".
CREATE TABLE public.notifications (
    notification_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id uuid NOT NULL REFERENCES public.users ON DELETE CASCADE,
    type text NOT NULL CHECK (type ~ '^[a-z_]{1,30}$'),
    title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    message text NOT NULL DEFAULT '' CHECK (length(message) <= 500),
    data jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(data) = 'object'),
    gather text CHECK (length(gather) <= 100),
    is_read boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL DEFAULT now() + interval '90 days'
);

-- What a person tells the others.
CREATE TABLE public.user_profiles (
    profile_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id uuid NOT NULL UNIQUE REFERENCES public.users ON DELETE CASCADE,
    instruments text[] NOT NULL DEFAULT '{}',
    user_type text,
    bio text,
    hashtags text[] NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

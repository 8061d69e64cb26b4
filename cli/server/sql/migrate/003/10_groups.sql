-- People who practise together. `name_key` is what names are compared by: a stored column, because
-- an index on an expression is of no use behind row security.
CREATE TABLE public.groups (
    group_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    group_name text NOT NULL CHECK (length(group_name) BETWEEN 1 AND 80),
    name_key text NOT NULL GENERATED ALWAYS AS (lower(group_name)) STORED,
    description text NOT NULL DEFAULT '' CHECK (length(description) <= 2000),
    owner_id uuid NOT NULL REFERENCES public.users,
    is_public boolean NOT NULL DEFAULT false,
    max_members integer NOT NULL DEFAULT 50 CHECK (max_members BETWEEN 1 AND 500),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

-- Ways into a group: to a person, or a code for whoever has it. Of a code only the SHA-256 is kept,
-- and its last digits to know it by.
CREATE TABLE public.invitations (
    invitation_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    group_id uuid NOT NULL REFERENCES public.groups ON DELETE CASCADE,
    invited_by uuid REFERENCES public.users ON DELETE SET NULL,
    user_id uuid REFERENCES public.users ON DELETE CASCADE,
    code_hash bytea UNIQUE CHECK (length(code_hash) = 32),
    code_end text,
    max_uses integer CHECK (max_uses BETWEEN 1 AND 500),
    n_uses integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    answer text CHECK (answer IN ('accepted', 'declined')),
    answered_at timestamptz,
    CHECK ((user_id IS NULL) <> (code_hash IS NULL)),
    CHECK (n_uses <= max_uses),
    CHECK ((answer IS NULL) = (answered_at IS NULL))
);

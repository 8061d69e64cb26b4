-- What every member's address holds: the password of practice_client, and the verifier that the
-- role had when it was set. A role may change its own password; with this it can be seen and undone.
CREATE TABLE auth.client_login (
    is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    password text NOT NULL CHECK (length(password) BETWEEN 12 AND 200),
    verifier text NOT NULL CHECK (verifier LIKE 'SCRAM-SHA-256$%'),
    changed_at timestamptz NOT NULL DEFAULT now()
);

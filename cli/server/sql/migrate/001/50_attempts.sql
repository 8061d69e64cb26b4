-- Failed sign-ins of late, by account and by address, so that guessing can be slowed down.
CREATE TABLE auth.attempts (
    attempt_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    subject text NOT NULL,
    at timestamptz NOT NULL DEFAULT now()
);

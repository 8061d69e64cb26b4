-- Tries of a password of late, and what came of each: see auth.try_password(). No foreign key, since
-- its check would take longer for an e-mail that there is.
CREATE TABLE auth.attempts (
    ticket_hash bytea PRIMARY KEY,
    subject bytea NOT NULL,
    address inet NOT NULL,
    person uuid NOT NULL,
    is_right boolean NOT NULL,
    tried_by xid8 NOT NULL DEFAULT pg_current_xact_id(),
    at timestamptz NOT NULL DEFAULT clock_timestamp()
);

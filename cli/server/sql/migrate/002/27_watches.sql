-- Scopes that somebody waits for just now: only for these is a NOTIFY worth its price, a lock that
-- all commits share.
CREATE TABLE sync.watches (
    scope uuid PRIMARY KEY,
    until timestamptz NOT NULL
);

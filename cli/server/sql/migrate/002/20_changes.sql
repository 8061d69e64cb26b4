-- The newest change of every row in every scope: a person (user_id), a group (group_id), or the board
-- (…0001). Readers keep a place (xid, change_id) and read only below the oldest transaction that still
-- runs: neither a sequence nor a clock is in the order of commits.
CREATE TABLE sync.changes (
    scope uuid NOT NULL,
    entity text NOT NULL CHECK (entity ~ '^[a-z_]{1,40}$'),
    row_id uuid NOT NULL,
    xid xid8 NOT NULL,
    change_id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    is_deleted boolean NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (scope, entity, row_id)
);

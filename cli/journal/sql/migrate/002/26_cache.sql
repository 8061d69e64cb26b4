-- The shared rows that this musician may see, as the studio tells them.
CREATE TABLE cache (
    scope TEXT NOT NULL REFERENCES sync_scope ON DELETE CASCADE,
    entity TEXT NOT NULL,
    row_id TEXT NOT NULL,
    hash TEXT NOT NULL,
    body TEXT NOT NULL,
    is_stale INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (scope, entity, row_id)
) STRICT;

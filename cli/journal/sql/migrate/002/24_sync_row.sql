-- What the studio said last about this musician's own rows: the clocks of their fields, or of their
-- deletion. Told again to a studio that was restored from a backup. is_stale: not seen since a pull
-- from the beginning began.
CREATE TABLE sync_row (
    entity TEXT NOT NULL,
    row_id TEXT NOT NULL,
    clocks TEXT,
    gone TEXT,
    is_stale INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (entity, row_id)
) STRICT, WITHOUT ROWID;

-- What the studio is to be told, in order. An operation is never altered once it is made, since it may
-- be on its way; its answer is 'applied' (and forgotten when the pulled rows show it) or 'refused'
-- (kept until the musician drops it, sends it again, or changes the row). clocks, where it is there,
-- has the clocks of single fields.
CREATE TABLE outbox (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    op_id TEXT NOT NULL CHECK (length(op_id) = 32),
    entity TEXT NOT NULL,
    row_id TEXT NOT NULL CHECK (length(row_id) = 36),
    kind TEXT NOT NULL CHECK (kind IN ('insert', 'update', 'delete')),
    clock TEXT NOT NULL,
    clocks TEXT CHECK (json_type(clocks) = 'object'),
    fields TEXT NOT NULL CHECK (json_type(fields) = 'object'),
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'applied', 'refused')),
    xid INTEGER,
    reason TEXT,
    hint TEXT
) STRICT;

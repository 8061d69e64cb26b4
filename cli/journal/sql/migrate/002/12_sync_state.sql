-- Whose journal this is at the studio, and how the last sync went.
CREATE TABLE sync_state (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    user_id TEXT,
    epoch TEXT,
    last_op TEXT,
    server_s INTEGER NOT NULL DEFAULT 0,
    devices TEXT,
    tried_ms INTEGER,
    synced_ms INTEGER,
    error TEXT
) STRICT;

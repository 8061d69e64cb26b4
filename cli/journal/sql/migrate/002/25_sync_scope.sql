-- What this musician may follow, and how far it was read (NULL: not at all).
CREATE TABLE sync_scope (
    scope TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('me', 'group', 'board')),
    cursor TEXT
) STRICT;

-- Every row a change touched, as JSON before (NULL: it is new) and after (NULL: it is gone).
CREATE TABLE change_row (
    change_id INTEGER NOT NULL REFERENCES change ON DELETE CASCADE,
    place INTEGER NOT NULL,
    entity TEXT NOT NULL CHECK (entity IN ('session', 'analysis', 'goal')),
    before TEXT,
    after TEXT,
    PRIMARY KEY (change_id, place)
) STRICT, WITHOUT ROWID;

-- So much measured play time a day or a week, from a date on; of one instrument, or of all (NULL).
CREATE TABLE goal (
    goal_id TEXT PRIMARY KEY CHECK (length(goal_id) = 36),
    period TEXT NOT NULL CHECK (period IN ('day', 'week')),
    target_ms INTEGER NOT NULL CHECK (target_ms > 0),
    instrument TEXT,
    from_date TEXT NOT NULL CHECK (from_date GLOB '????-??-??'),
    until_date TEXT CHECK (until_date GLOB '????-??-??' AND until_date >= from_date),
    created_ms INTEGER NOT NULL
) STRICT;

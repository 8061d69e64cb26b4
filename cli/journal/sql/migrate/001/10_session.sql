-- A practice session. Clock time is start to end; claimed time is what the musician says or the clock
-- shows without pauses; measured time is what was really played, and NULL when nobody listened.
-- The practice date and the minute of the day are the wall clock's where and when it happened.
CREATE TABLE session (
    session_id TEXT PRIMARY KEY CHECK (length(session_id) = 36),
    start_ms INTEGER NOT NULL,
    end_ms INTEGER NOT NULL CHECK (end_ms >= start_ms),
    zone TEXT NOT NULL,
    practice_date TEXT NOT NULL CHECK (practice_date GLOB '????-??-??'),
    start_minute INTEGER NOT NULL CHECK (start_minute BETWEEN 0 AND 1439),
    claimed_ms INTEGER NOT NULL CHECK (claimed_ms BETWEEN 0 AND end_ms - start_ms),
    measured_ms INTEGER CHECK (measured_ms >= 0),
    longest_run_ms INTEGER CHECK (longest_run_ms BETWEEN 0 AND measured_ms),
    source TEXT NOT NULL CHECK (source IN ('record', 'analyze', 'manual', 'import')),
    title TEXT,
    instrument TEXT,
    piece TEXT,
    note TEXT,
    tags TEXT NOT NULL CHECK (json_type(tags) = 'array'),
    content_sha256 TEXT CHECK (length(content_sha256) = 64),
    kept_path TEXT,
    created_ms INTEGER NOT NULL,
    updated_ms INTEGER NOT NULL
) STRICT;

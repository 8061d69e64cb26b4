-- What was heard: a document of schema practice.analysis/1 with its segments.
CREATE TABLE analysis (
    session_id TEXT PRIMARY KEY REFERENCES session ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    engine TEXT NOT NULL,
    model TEXT NOT NULL,
    document TEXT NOT NULL CHECK (json_type(document) = 'object')
) STRICT;

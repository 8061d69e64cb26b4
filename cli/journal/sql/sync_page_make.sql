CREATE TEMP TABLE IF NOT EXISTS page (
    entity TEXT NOT NULL,
    row_id TEXT NOT NULL,
    is_gone INTEGER NOT NULL,
    clock TEXT,
    hash TEXT,
    body TEXT,
    kept TEXT NOT NULL
);

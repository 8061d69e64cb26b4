-- A row as it was, from its JSON image.
INSERT INTO session (
    session_id, start_ms, end_ms, zone, practice_date, start_minute, claimed_ms, measured_ms,
    longest_run_ms, source, title, instrument, piece, note, tags, content_sha256, kept_path,
    created_ms, updated_ms)
VALUES (
    :image ->> 'session_id', :image ->> 'start_ms', :image ->> 'end_ms', :image ->> 'zone',
    :image ->> 'practice_date', :image ->> 'start_minute', :image ->> 'claimed_ms',
    :image ->> 'measured_ms', :image ->> 'longest_run_ms', :image ->> 'source',
    :image ->> 'title', :image ->> 'instrument', :image ->> 'piece', :image ->> 'note',
    :image ->> 'tags', :image ->> 'content_sha256', :image ->> 'kept_path',
    :image ->> 'created_ms', :image ->> 'updated_ms')
ON CONFLICT DO UPDATE SET
    start_ms = excluded.start_ms, end_ms = excluded.end_ms, zone = excluded.zone,
    practice_date = excluded.practice_date, start_minute = excluded.start_minute,
    claimed_ms = excluded.claimed_ms, measured_ms = excluded.measured_ms,
    longest_run_ms = excluded.longest_run_ms, source = excluded.source, title = excluded.title,
    instrument = excluded.instrument, piece = excluded.piece, note = excluded.note,
    tags = excluded.tags, content_sha256 = excluded.content_sha256,
    kept_path = excluded.kept_path, created_ms = excluded.created_ms,
    updated_ms = excluded.updated_ms;

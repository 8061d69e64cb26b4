-- A row as it was, from its JSON image; of a row that is there, only what differs between the image
-- and the one that is to be taken back (present): the rest may have come from another device since.
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
    start_ms = iif(:image ->> 'start_ms' IS :present ->> 'start_ms', session.start_ms, excluded.start_ms),
    end_ms = iif(:image ->> 'end_ms' IS :present ->> 'end_ms', session.end_ms, excluded.end_ms),
    zone = iif(:image ->> 'zone' IS :present ->> 'zone', session.zone, excluded.zone),
    practice_date = iif(:image ->> 'practice_date' IS :present ->> 'practice_date', session.practice_date, excluded.practice_date),
    start_minute = iif(:image ->> 'start_minute' IS :present ->> 'start_minute', session.start_minute, excluded.start_minute),
    claimed_ms = iif(:image ->> 'claimed_ms' IS :present ->> 'claimed_ms', session.claimed_ms, excluded.claimed_ms),
    measured_ms = iif(:image ->> 'measured_ms' IS :present ->> 'measured_ms', session.measured_ms, excluded.measured_ms),
    longest_run_ms = iif(:image ->> 'longest_run_ms' IS :present ->> 'longest_run_ms', session.longest_run_ms, excluded.longest_run_ms),
    source = iif(:image ->> 'source' IS :present ->> 'source', session.source, excluded.source),
    title = iif(:image ->> 'title' IS :present ->> 'title', session.title, excluded.title),
    instrument = iif(:image ->> 'instrument' IS :present ->> 'instrument', session.instrument, excluded.instrument),
    piece = iif(:image ->> 'piece' IS :present ->> 'piece', session.piece, excluded.piece),
    note = iif(:image ->> 'note' IS :present ->> 'note', session.note, excluded.note),
    tags = iif(:image ->> 'tags' IS :present ->> 'tags', session.tags, excluded.tags),
    content_sha256 = iif(:image ->> 'content_sha256' IS :present ->> 'content_sha256', session.content_sha256, excluded.content_sha256),
    kept_path = iif(:image ->> 'kept_path' IS :present ->> 'kept_path', session.kept_path, excluded.kept_path),
    created_ms = iif(:image ->> 'created_ms' IS :present ->> 'created_ms', session.created_ms, excluded.created_ms),
    updated_ms = iif(:image ->> 'updated_ms' IS :present ->> 'updated_ms', session.updated_ms, excluded.updated_ms);

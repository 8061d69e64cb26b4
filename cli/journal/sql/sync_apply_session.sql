-- Rows as the studio has them, but for the fields that are still to be told to it (page.kept), and for
-- rows that it has yet to hear the end of. (A delete with an earlier clock will be of no effect there.)
INSERT INTO session (
    session_id, start_ms, end_ms, zone, practice_date, start_minute, claimed_ms, measured_ms,
    longest_run_ms, source, title, instrument, piece, note, tags, content_sha256, created_ms,
    updated_ms, kept_path)
SELECT
    p.row_id, iif(instr(p.kept, ' start_ms '), s.start_ms, p.body ->> 'start_ms'),
    iif(instr(p.kept, ' start_ms '), s.end_ms, p.body ->> 'end_ms'),
    iif(instr(p.kept, ' start_ms '), s.zone, p.body ->> 'zone'),
    iif(instr(p.kept, ' start_ms '), s.practice_date, p.body ->> 'practice_date'),
    iif(instr(p.kept, ' start_ms '), s.start_minute, p.body ->> 'start_minute'),
    iif(instr(p.kept, ' start_ms '), s.claimed_ms, p.body ->> 'claimed_ms'),
    iif(instr(p.kept, ' measured_ms '), s.measured_ms, p.body ->> 'measured_ms'),
    iif(instr(p.kept, ' measured_ms '), s.longest_run_ms, p.body ->> 'longest_run_ms'),
    iif(instr(p.kept, ' source '), s.source, p.body ->> 'source'),
    iif(instr(p.kept, ' title '), s.title, p.body ->> 'title'),
    iif(instr(p.kept, ' instrument '), s.instrument, p.body ->> 'instrument'),
    iif(instr(p.kept, ' piece '), s.piece, p.body ->> 'piece'),
    iif(instr(p.kept, ' note '), s.note, p.body ->> 'note'),
    iif(instr(p.kept, ' tags '), s.tags, json(p.body -> 'tags')),
    iif(instr(p.kept, ' content_sha256 '), s.content_sha256, p.body ->> 'content_sha256'),
    iif(instr(p.kept, ' created_ms '), s.created_ms, p.body ->> 'created_ms'),
    iif(instr(p.kept, ' updated_ms '), s.updated_ms, p.body ->> 'updated_ms'), s.kept_path
FROM temp.page AS p LEFT JOIN session AS s ON s.session_id = p.row_id
WHERE p.entity = 'session' AND NOT p.is_gone AND NOT EXISTS (SELECT 1 FROM outbox
    WHERE outbox.row_id = p.row_id AND outbox.entity = 'session' AND outbox.kind = 'delete'
        AND outbox.state <> 'applied' AND outbox.clock > (p.body ->> '$.clocks.row'))
ON CONFLICT (session_id) DO UPDATE SET
    start_ms = excluded.start_ms, end_ms = excluded.end_ms, zone = excluded.zone,
    practice_date = excluded.practice_date, start_minute = excluded.start_minute,
    claimed_ms = excluded.claimed_ms, measured_ms = excluded.measured_ms,
    longest_run_ms = excluded.longest_run_ms, source = excluded.source, title = excluded.title,
    instrument = excluded.instrument, piece = excluded.piece, note = excluded.note,
    tags = excluded.tags, content_sha256 = excluded.content_sha256,
    created_ms = excluded.created_ms, updated_ms = excluded.updated_ms
WHERE (session.start_ms, session.end_ms, session.zone, session.practice_date, session.start_minute,
    session.claimed_ms, session.measured_ms, session.longest_run_ms, session.source,
    session.title, session.instrument, session.piece, session.note, session.tags,
    session.content_sha256, session.created_ms, session.updated_ms)
    IS NOT (excluded.start_ms, excluded.end_ms, excluded.zone, excluded.practice_date,
    excluded.start_minute, excluded.claimed_ms, excluded.measured_ms, excluded.longest_run_ms,
    excluded.source, excluded.title, excluded.instrument, excluded.piece, excluded.note,
    excluded.tags, excluded.content_sha256, excluded.created_ms, excluded.updated_ms);

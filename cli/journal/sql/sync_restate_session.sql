-- Tells the studio of every row that is not told of already: with the clocks that the studio gave its
-- fields, else with the time of the row's last change, so that an old copy does not win over a new one. Before
-- all that waits already: a studio that lost the row would refuse a change of it. The oldest first: an achievement
-- is of the day that it was earned on by what the studio knows by then.
INSERT INTO outbox (place, op_id, entity, row_id, kind, clock, clocks, fields)
SELECT (SELECT coalesce(min(place), 0) FROM outbox) - row_number() OVER (ORDER BY start_ms DESC), lower(hex(randomblob(16))), 'session', session_id, 'insert',
    printf('%016x-%s', max(updated_ms, 0) << 16, device), sync_row.clocks, json_object(
        'start_ms', session.start_ms, 'end_ms', session.end_ms, 'zone', session.zone,
        'practice_date', session.practice_date, 'start_minute', session.start_minute,
        'claimed_ms', session.claimed_ms, 'measured_ms', session.measured_ms,
        'longest_run_ms', session.longest_run_ms, 'source', session.source,
        'title', session.title, 'instrument', session.instrument,
        'piece', session.piece, 'note', session.note, 'tags', json(session.tags),
        'content_sha256', session.content_sha256, 'created_ms', session.created_ms,
        'updated_ms', session.updated_ms)
FROM session CROSS JOIN sync_clock
    LEFT JOIN sync_row ON sync_row.entity = 'session' AND sync_row.row_id = session.session_id
WHERE sync_row.gone IS NULL AND (:is_all OR sync_row.row_id IS NULL)
    AND NOT EXISTS (SELECT 1 FROM outbox
        WHERE outbox.row_id = session.session_id AND outbox.entity = 'session' AND outbox.kind = 'insert'
            AND (outbox.state <> 'applied' OR sync_row.row_id IS NULL));

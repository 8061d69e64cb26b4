-- Fields that belong together travel together. What was refused before is said again, whole.
CREATE TRIGGER session_changed AFTER UPDATE ON session WHEN (SELECT is_on FROM sync_clock)
BEGIN
    UPDATE sync_clock
    SET clock = max(clock + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) << 16);
    INSERT INTO outbox (op_id, entity, row_id, kind, clock, fields)
    SELECT lower(hex(randomblob(16))), 'session', NEW.session_id, iif(was_refused, 'insert', 'update'),
        printf('%016x-%s', clock, device),
        iif(was_refused, whole, json_remove(whole,
                iif(same_0, '$.start_ms', '$.none'),
                iif(same_0, '$.end_ms', '$.none'),
                iif(same_0, '$.zone', '$.none'),
                iif(same_0, '$.practice_date', '$.none'),
                iif(same_0, '$.start_minute', '$.none'),
                iif(same_0, '$.claimed_ms', '$.none'),
                iif(same_1, '$.measured_ms', '$.none'),
                iif(same_1, '$.longest_run_ms', '$.none'),
                iif(OLD.source IS NEW.source, '$.source', '$.none'),
                iif(OLD.title IS NEW.title, '$.title', '$.none'),
                iif(OLD.instrument IS NEW.instrument, '$.instrument', '$.none'),
                iif(OLD.piece IS NEW.piece, '$.piece', '$.none'),
                iif(OLD.note IS NEW.note, '$.note', '$.none'),
                iif(OLD.tags IS NEW.tags, '$.tags', '$.none'),
                iif(OLD.content_sha256 IS NEW.content_sha256, '$.content_sha256', '$.none'),
                iif(OLD.created_ms IS NEW.created_ms, '$.created_ms', '$.none'),
                iif(OLD.updated_ms IS NEW.updated_ms, '$.updated_ms', '$.none'))) AS said
    FROM (
        SELECT clock, device,
            EXISTS (SELECT 1 FROM outbox WHERE row_id = NEW.session_id AND entity = 'session'
                AND state = 'refused') AS was_refused,
            (OLD.start_ms, OLD.end_ms, OLD.zone, OLD.practice_date, OLD.start_minute, OLD.claimed_ms) IS (NEW.start_ms, NEW.end_ms, NEW.zone, NEW.practice_date, NEW.start_minute, NEW.claimed_ms) AS same_0,
            (OLD.measured_ms, OLD.longest_run_ms) IS (NEW.measured_ms, NEW.longest_run_ms) AS same_1,
            json_object(
                'start_ms', NEW.start_ms, 'end_ms', NEW.end_ms, 'zone', NEW.zone,
                'practice_date', NEW.practice_date, 'start_minute', NEW.start_minute,
                'claimed_ms', NEW.claimed_ms, 'measured_ms', NEW.measured_ms,
                'longest_run_ms', NEW.longest_run_ms, 'source', NEW.source,
                'title', NEW.title, 'instrument', NEW.instrument, 'piece', NEW.piece,
                'note', NEW.note, 'tags', json(NEW.tags),
                'content_sha256', NEW.content_sha256, 'created_ms', NEW.created_ms,
                'updated_ms', NEW.updated_ms) AS whole
        FROM sync_clock)
    WHERE said <> '{}';
    DELETE FROM outbox WHERE row_id = NEW.session_id AND entity = 'session' AND state = 'refused';
END;

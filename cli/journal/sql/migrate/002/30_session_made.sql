CREATE TRIGGER session_made AFTER INSERT ON session WHEN (SELECT is_on FROM sync_clock)
BEGIN
    UPDATE sync_clock
    SET clock = max(clock + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) << 16);
    INSERT INTO outbox (op_id, entity, row_id, kind, clock, fields)
    SELECT lower(hex(randomblob(16))), 'session', NEW.session_id, 'insert',
        printf('%016x-%s', clock, device), json_object(
            'start_ms', NEW.start_ms, 'end_ms', NEW.end_ms, 'zone', NEW.zone,
            'practice_date', NEW.practice_date, 'start_minute', NEW.start_minute,
            'claimed_ms', NEW.claimed_ms, 'measured_ms', NEW.measured_ms,
            'longest_run_ms', NEW.longest_run_ms, 'source', NEW.source,
            'title', NEW.title, 'instrument', NEW.instrument, 'piece', NEW.piece,
            'note', NEW.note, 'tags', json(NEW.tags),
            'content_sha256', NEW.content_sha256, 'created_ms', NEW.created_ms,
            'updated_ms', NEW.updated_ms)
    FROM sync_clock;
    DELETE FROM outbox WHERE row_id = NEW.session_id AND entity = 'session' AND state = 'refused';
END;

CREATE TRIGGER session_update AFTER UPDATE ON session WHEN EXISTS (SELECT 1 FROM recording)
BEGIN
    INSERT INTO change_row (change_id, place, entity, before, after)
    SELECT change_id,
        (SELECT coalesce(max(place) + 1, 0) FROM change_row WHERE change_row.change_id = recording.change_id),
        'session',
        json_object(
            'session_id', OLD.session_id, 'start_ms', OLD.start_ms, 'end_ms', OLD.end_ms,
            'zone', OLD.zone, 'practice_date', OLD.practice_date,
            'start_minute', OLD.start_minute, 'claimed_ms', OLD.claimed_ms,
            'measured_ms', OLD.measured_ms, 'longest_run_ms', OLD.longest_run_ms,
            'source', OLD.source, 'title', OLD.title, 'instrument', OLD.instrument,
            'piece', OLD.piece, 'note', OLD.note, 'tags', OLD.tags,
            'content_sha256', OLD.content_sha256, 'kept_path', OLD.kept_path,
            'created_ms', OLD.created_ms, 'updated_ms', OLD.updated_ms),
        json_object(
            'session_id', NEW.session_id, 'start_ms', NEW.start_ms, 'end_ms', NEW.end_ms,
            'zone', NEW.zone, 'practice_date', NEW.practice_date,
            'start_minute', NEW.start_minute, 'claimed_ms', NEW.claimed_ms,
            'measured_ms', NEW.measured_ms, 'longest_run_ms', NEW.longest_run_ms,
            'source', NEW.source, 'title', NEW.title, 'instrument', NEW.instrument,
            'piece', NEW.piece, 'note', NEW.note, 'tags', NEW.tags,
            'content_sha256', NEW.content_sha256, 'kept_path', NEW.kept_path,
            'created_ms', NEW.created_ms, 'updated_ms', NEW.updated_ms)
    FROM recording;
END;

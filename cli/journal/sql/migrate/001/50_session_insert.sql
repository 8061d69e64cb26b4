CREATE TRIGGER session_insert AFTER INSERT ON session WHEN EXISTS (SELECT 1 FROM recording)
BEGIN
    INSERT INTO change_row (change_id, place, entity, before, after)
    SELECT change_id,
        (SELECT coalesce(max(place) + 1, 0) FROM change_row WHERE change_row.change_id = recording.change_id),
        'session',
        NULL,
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

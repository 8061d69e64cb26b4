CREATE TRIGGER session_delete AFTER DELETE ON session WHEN EXISTS (SELECT 1 FROM recording)
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
        NULL
    FROM recording;
END;

CREATE TRIGGER analysis_delete AFTER DELETE ON analysis WHEN EXISTS (SELECT 1 FROM recording)
BEGIN
    INSERT INTO change_row (change_id, place, entity, before, after)
    SELECT change_id,
        (SELECT coalesce(max(place) + 1, 0) FROM change_row WHERE change_row.change_id = recording.change_id),
        'analysis',
        json_object(
            'session_id', OLD.session_id, 'engine', OLD.engine, 'model', OLD.model,
            'document', OLD.document),
        NULL
    FROM recording;
END;

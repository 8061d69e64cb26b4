CREATE TRIGGER analysis_insert AFTER INSERT ON analysis WHEN EXISTS (SELECT 1 FROM recording)
BEGIN
    INSERT INTO change_row (change_id, place, entity, before, after)
    SELECT change_id,
        (SELECT coalesce(max(place) + 1, 0) FROM change_row WHERE change_row.change_id = recording.change_id),
        'analysis',
        NULL,
        json_object(
            'session_id', NEW.session_id, 'engine', NEW.engine, 'model', NEW.model,
            'document', NEW.document)
    FROM recording;
END;

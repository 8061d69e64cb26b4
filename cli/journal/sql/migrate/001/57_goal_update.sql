CREATE TRIGGER goal_update AFTER UPDATE ON goal WHEN EXISTS (SELECT 1 FROM recording)
BEGIN
    INSERT INTO change_row (change_id, place, entity, before, after)
    SELECT change_id,
        (SELECT coalesce(max(place) + 1, 0) FROM change_row WHERE change_row.change_id = recording.change_id),
        'goal',
        json_object(
            'goal_id', OLD.goal_id, 'period', OLD.period, 'target_ms', OLD.target_ms,
            'instrument', OLD.instrument, 'from_date', OLD.from_date,
            'until_date', OLD.until_date, 'created_ms', OLD.created_ms),
        json_object(
            'goal_id', NEW.goal_id, 'period', NEW.period, 'target_ms', NEW.target_ms,
            'instrument', NEW.instrument, 'from_date', NEW.from_date,
            'until_date', NEW.until_date, 'created_ms', NEW.created_ms)
    FROM recording;
END;

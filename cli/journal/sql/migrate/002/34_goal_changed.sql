-- Fields that belong together travel together. What was refused before is said again, whole.
CREATE TRIGGER goal_changed AFTER UPDATE ON goal WHEN (SELECT is_on FROM sync_clock)
BEGIN
    UPDATE sync_clock
    SET clock = max(clock + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) << 16);
    INSERT INTO outbox (op_id, entity, row_id, kind, clock, fields)
    SELECT lower(hex(randomblob(16))), 'goal', NEW.goal_id, iif(was_refused, 'insert', 'update'),
        printf('%016x-%s', clock, device),
        iif(was_refused, whole, json_remove(whole,
                iif(same_0, '$.period', '$.none'),
                iif(same_0, '$.target_ms', '$.none'),
                iif(same_0, '$.instrument', '$.none'),
                iif(same_1, '$.from_date', '$.none'),
                iif(same_1, '$.until_date', '$.none'),
                iif(OLD.created_ms IS NEW.created_ms, '$.created_ms', '$.none'))) AS said
    FROM (
        SELECT clock, device,
            EXISTS (SELECT 1 FROM outbox WHERE row_id = NEW.goal_id AND entity = 'goal'
                AND state = 'refused') AS was_refused,
            (OLD.target_ms, OLD.period, OLD.instrument) IS (NEW.target_ms, NEW.period, NEW.instrument) AS same_0,
            (OLD.from_date, OLD.until_date) IS (NEW.from_date, NEW.until_date) AS same_1,
            json_object(
                'period', NEW.period, 'target_ms', NEW.target_ms,
                'instrument', NEW.instrument, 'from_date', NEW.from_date,
                'until_date', NEW.until_date, 'created_ms', NEW.created_ms) AS whole
        FROM sync_clock)
    WHERE said <> '{}';
    DELETE FROM outbox WHERE row_id = NEW.goal_id AND entity = 'goal' AND state = 'refused';
END;

CREATE TRIGGER goal_made AFTER INSERT ON goal WHEN (SELECT is_on FROM sync_clock)
BEGIN
    UPDATE sync_clock
    SET clock = max(clock + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) << 16);
    INSERT INTO outbox (op_id, entity, row_id, kind, clock, fields)
    SELECT lower(hex(randomblob(16))), 'goal', NEW.goal_id, 'insert',
        printf('%016x-%s', clock, device), json_object(
            'period', NEW.period, 'target_ms', NEW.target_ms,
            'instrument', NEW.instrument, 'from_date', NEW.from_date,
            'until_date', NEW.until_date, 'created_ms', NEW.created_ms)
    FROM sync_clock;
    DELETE FROM outbox WHERE row_id = NEW.goal_id AND entity = 'goal' AND state = 'refused';
END;

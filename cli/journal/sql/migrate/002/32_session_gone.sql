CREATE TRIGGER session_gone AFTER DELETE ON session WHEN (SELECT is_on FROM sync_clock)
BEGIN
    UPDATE sync_clock
    SET clock = max(clock + 1, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) << 16);
    INSERT INTO outbox (op_id, entity, row_id, kind, clock, fields)
    SELECT lower(hex(randomblob(16))), 'session', OLD.session_id, 'delete',
        printf('%016x-%s', clock, device), '{}'
    FROM sync_clock;
    DELETE FROM outbox WHERE row_id = OLD.session_id AND entity = 'session' AND state = 'refused';
END;

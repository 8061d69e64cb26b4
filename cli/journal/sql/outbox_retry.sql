-- As a new operation, since the studio would answer the old one as before, and with a new clock.
INSERT INTO outbox (op_id, entity, row_id, kind, clock, fields)
SELECT lower(hex(randomblob(16))), entity, row_id, kind, printf('%016x-%s', sync_clock.clock, device), fields
FROM outbox, sync_clock
WHERE op_id = :op_id AND state = 'refused';

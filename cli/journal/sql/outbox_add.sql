INSERT INTO outbox (op_id, entity, row_id, kind, clock, fields)
SELECT lower(hex(randomblob(16))), :entity, :row_id, :kind, printf('%016x-%s', clock, device), json(:fields)
FROM sync_clock;

-- Tells the studio again of what was deleted.
INSERT INTO outbox (op_id, entity, row_id, kind, clock, fields)
SELECT lower(hex(randomblob(16))), entity, row_id, 'delete', gone, '{}' FROM sync_row WHERE gone IS NOT NULL;

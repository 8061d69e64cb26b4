-- Two rows are enough to know that the end of an id does not name one operation.
SELECT op_id FROM outbox WHERE state = 'refused' AND op_id LIKE '%' || :suffix LIMIT 2;

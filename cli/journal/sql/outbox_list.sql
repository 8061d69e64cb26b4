SELECT place, op_id, entity, row_id, kind, state, reason, hint, fields FROM outbox
WHERE state = :state ORDER BY place LIMIT :limit;

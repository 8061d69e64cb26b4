DELETE FROM outbox WHERE op_id = :op_id AND state = 'refused';

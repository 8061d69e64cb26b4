-- Marks what was answered. (The plus keeps SQLite from looking through all that waits.)
UPDATE outbox
SET state = told.value ->> 'answer', xid = :answer ->> 'xid', reason = told.value ->> 'reason',
    hint = told.value ->> 'hint'
FROM json_each(:answer, '$.answers') AS told
WHERE outbox.op_id = replace(told.value ->> 'op', '-', '') AND +outbox.state = 'waiting';

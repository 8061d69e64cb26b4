UPDATE sync_state
SET last_op = coalesce(:answer ->> '$.answers[#-1].op', last_op);

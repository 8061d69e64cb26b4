UPDATE sync_state SET devices = :answer -> 'devices', server_s = coalesce(:answer ->> 'now', server_s);

UPDATE sync_state SET epoch = :page ->> 'epoch', server_s = coalesce(:page ->> 'now', server_s);

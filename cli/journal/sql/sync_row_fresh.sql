UPDATE sync_row SET is_stale = 0 WHERE entity = :entity AND row_id = :row_id;

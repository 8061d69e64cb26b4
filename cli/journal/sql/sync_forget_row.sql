DELETE FROM sync_row WHERE entity = :entity AND row_id = :row_id;

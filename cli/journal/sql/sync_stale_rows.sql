SELECT row_id FROM sync_row WHERE entity = :entity AND is_stale ORDER BY row_id LIMIT 1000;

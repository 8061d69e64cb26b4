SELECT change_id, label FROM change WHERE is_undone = 1 ORDER BY change_id LIMIT 1;

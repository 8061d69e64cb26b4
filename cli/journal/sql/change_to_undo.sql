SELECT change_id, label FROM change WHERE is_undone = 0 ORDER BY change_id DESC LIMIT 1;

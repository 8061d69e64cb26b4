SELECT change.change_id, change.at_ms, change.label, change.is_undone,
    (SELECT count(*) FROM change_row WHERE change_row.change_id = change.change_id)
FROM change
ORDER BY change.change_id DESC
LIMIT :limit;

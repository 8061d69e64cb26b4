UPDATE sync_row SET is_stale = 1
WHERE gone IS NULL AND (:scope IS NULL OR :scope IN (SELECT scope FROM sync_scope WHERE kind = 'me'));

INSERT INTO cache (scope, entity, row_id, hash, body)
SELECT :scope, entity, row_id, hash, body FROM temp.page
WHERE NOT is_gone AND NOT (:is_me AND entity IN ('session', 'goal'))
ON CONFLICT (scope, entity, row_id) DO UPDATE SET
    hash = excluded.hash, body = excluded.body, is_stale = 0
WHERE cache.hash <> excluded.hash OR cache.is_stale;

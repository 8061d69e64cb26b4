SELECT scope, row_id, body FROM cache
WHERE (:scope IS NULL OR scope = :scope) AND entity = :entity ORDER BY row_id;

DELETE FROM cache
WHERE scope = :scope AND (entity, row_id) IN (SELECT entity, row_id FROM temp.page WHERE is_gone);

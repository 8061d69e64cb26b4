UPDATE cache SET is_stale = 1 WHERE :scope IS NULL OR scope = :scope;

DELETE FROM cache WHERE scope = :scope AND is_stale;

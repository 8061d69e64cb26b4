DELETE FROM sync_scope WHERE scope = :scope;

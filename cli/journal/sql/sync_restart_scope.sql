UPDATE sync_scope SET cursor = NULL WHERE :scope IS NULL OR scope = :scope;

UPDATE sync_scope SET cursor = :page ->> 'cursor' WHERE scope = :scope;

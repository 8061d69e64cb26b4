DELETE FROM sync_scope;

CREATE INDEX changes_order ON sync.changes (scope, xid, change_id);

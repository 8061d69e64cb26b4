-- Tombstones are forgotten after 180 days.
CREATE INDEX changes_old ON sync.changes (changed_at) WHERE is_deleted;

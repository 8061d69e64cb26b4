CREATE INDEX operations_old ON sync.operations (user_id, done_at);

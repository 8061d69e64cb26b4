UPDATE sync_state
SET tried_ms = :now_ms, error = :error, synced_ms = iif(:error IS NULL, :now_ms, synced_ms);

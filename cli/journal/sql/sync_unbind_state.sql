UPDATE sync_state
SET user_id = NULL, epoch = NULL, last_op = NULL, server_s = 0, devices = NULL, error = NULL, synced_ms = NULL;

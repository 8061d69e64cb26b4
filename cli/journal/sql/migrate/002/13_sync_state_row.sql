INSERT INTO sync_state (only) VALUES (1);

INSERT INTO sync_clock (only, device) VALUES (1, lower(hex(randomblob(4))));

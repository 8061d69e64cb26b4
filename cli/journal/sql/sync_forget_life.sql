-- The next pages say which life of the studio they are of.
UPDATE sync_state SET epoch = NULL, last_op = NULL;

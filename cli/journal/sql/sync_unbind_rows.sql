DELETE FROM sync_row;

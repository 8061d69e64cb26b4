UPDATE sync_clock SET is_on = 1;

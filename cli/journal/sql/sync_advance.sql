UPDATE sync_clock SET clock = max(clock, :clock);

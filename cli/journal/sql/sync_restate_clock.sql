-- What is changed from now on is later than what was just told with the times of rows, even if the clock was
-- set back since. (Times more than a day ahead are refused by the studio, and not to be followed.)
UPDATE sync_clock SET clock = max(clock, coalesce((
    SELECT max(time_ms) << 16
    FROM (SELECT updated_ms AS time_ms FROM session UNION ALL SELECT created_ms FROM goal)
    WHERE time_ms < CAST((julianday('now') - 2440587.5 + 1) * 86400000 AS INTEGER)), 0));

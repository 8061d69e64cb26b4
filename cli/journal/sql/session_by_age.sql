-- The newest is at place 0.
SELECT * FROM session ORDER BY start_ms DESC, session_id DESC LIMIT 1 OFFSET :place;

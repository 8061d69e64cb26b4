-- The first other session that shares time with this one.
SELECT * FROM session
WHERE start_ms < :end_ms AND end_ms > :start_ms AND session_id <> :session_id
ORDER BY start_ms
LIMIT 1;

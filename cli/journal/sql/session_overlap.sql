-- The first other session that shares time with this one. None is longer than 48 hours, which keeps
-- the search short.
SELECT * FROM session
WHERE start_ms BETWEEN :start_ms - 172800000 AND :end_ms - 1 AND end_ms > :start_ms
    AND session_id <> :session_id
ORDER BY start_ms
LIMIT 1;

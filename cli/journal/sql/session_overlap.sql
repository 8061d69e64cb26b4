-- The first other session that shares time with this one, unless this one was there already with these
-- times: another device may have brought it. None is longer than 48 hours, which keeps the search short.
SELECT * FROM session
WHERE start_ms BETWEEN :start_ms - 172800000 AND :end_ms - 1 AND end_ms > :start_ms
    AND session_id <> :session_id
    AND NOT EXISTS (SELECT 1 FROM session AS own
        WHERE own.session_id = :session_id AND own.start_ms = :start_ms AND own.end_ms = :end_ms)
ORDER BY start_ms
LIMIT 1;

SELECT * FROM session WHERE content_sha256 = :content_sha256 ORDER BY start_ms LIMIT 1;

GRANT SELECT ON sync.changes TO practice_api;

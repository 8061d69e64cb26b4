CREATE INDEX session_start ON session (start_ms);

CREATE INDEX session_date ON session (practice_date);

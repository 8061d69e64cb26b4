DELETE FROM analysis WHERE session_id = :session_id;

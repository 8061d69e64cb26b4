DELETE FROM session WHERE session_id = :session_id;

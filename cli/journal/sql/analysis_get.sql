SELECT document FROM analysis WHERE session_id = :session_id;

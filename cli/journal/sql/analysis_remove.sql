-- The row that a JSON image is of.
DELETE FROM analysis WHERE session_id = :image ->> 'session_id';

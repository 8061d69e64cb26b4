-- The row that a JSON image is of.
DELETE FROM session WHERE session_id = :image ->> 'session_id';

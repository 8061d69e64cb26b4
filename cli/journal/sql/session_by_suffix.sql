-- Two rows are enough to know that the end of an id does not name one session.
SELECT * FROM session WHERE session_id LIKE '%' || :suffix LIMIT 2;

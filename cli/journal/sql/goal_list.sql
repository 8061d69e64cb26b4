SELECT * FROM goal ORDER BY from_date, created_ms, goal_id;

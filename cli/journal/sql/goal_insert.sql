INSERT INTO goal (goal_id, period, target_ms, instrument, from_date, until_date, created_ms)
VALUES (:goal_id, :period, :target_ms, :instrument, :from_date, :until_date, :now_ms);

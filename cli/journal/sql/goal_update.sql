UPDATE goal SET
    period = :period, target_ms = :target_ms, instrument = :instrument, from_date = :from_date,
    until_date = :until_date
WHERE goal_id = :goal_id;

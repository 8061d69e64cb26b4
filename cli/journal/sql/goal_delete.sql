DELETE FROM goal WHERE goal_id = :goal_id;

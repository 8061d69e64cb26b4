-- The row that a JSON image is of.
DELETE FROM goal WHERE goal_id = :image ->> 'goal_id';

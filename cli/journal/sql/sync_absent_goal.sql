-- A row that the studio does not have, though it had: gone while this journal was away for long.
DELETE FROM goal
WHERE goal_id = :row_id AND NOT EXISTS (SELECT 1 FROM outbox
    WHERE outbox.row_id = :row_id AND outbox.entity = 'goal' AND outbox.state <> 'applied');

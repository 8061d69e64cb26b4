-- Rows that the studio deleted, unless they were made anew here.
DELETE FROM goal
WHERE goal_id IN (SELECT row_id FROM temp.page WHERE entity = 'goal' AND is_gone)
    AND NOT EXISTS (SELECT 1 FROM outbox
        WHERE outbox.row_id = goal.goal_id AND outbox.entity = 'goal' AND outbox.kind = 'insert'
            AND outbox.state <> 'applied');

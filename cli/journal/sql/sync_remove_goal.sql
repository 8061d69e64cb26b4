-- Rows that the studio deleted, unless they were made anew here since.
DELETE FROM goal
WHERE goal_id IN (SELECT row_id FROM temp.page WHERE entity = 'goal' AND is_gone)
    AND NOT EXISTS (SELECT 1 FROM outbox JOIN temp.page ON page.row_id = outbox.row_id
        WHERE outbox.row_id = goal.goal_id AND outbox.entity = 'goal' AND outbox.kind = 'insert'
            AND outbox.state <> 'applied' AND page.entity = 'goal'
            AND coalesce(outbox.clocks ->> 'row', outbox.clock) > coalesce(page.clock, ''));

-- Tells the studio of every row that is not told of already: with the clocks that the studio gave its
-- fields, else with the time of the row's last change, so that an old copy does not win over a new one. Before
-- all that waits already: a studio that lost the row would refuse a change of it.
INSERT INTO outbox (place, op_id, entity, row_id, kind, clock, clocks, fields)
SELECT (SELECT coalesce(min(place), 0) FROM outbox) - row_number() OVER (ORDER BY created_ms DESC), lower(hex(randomblob(16))), 'goal', goal_id, 'insert',
    printf('%016x-%s', max(created_ms, 0) << 16, device), sync_row.clocks, json_object(
        'period', goal.period, 'target_ms', goal.target_ms,
        'instrument', goal.instrument, 'from_date', goal.from_date,
        'until_date', goal.until_date, 'created_ms', goal.created_ms)
FROM goal CROSS JOIN sync_clock
    LEFT JOIN sync_row ON sync_row.entity = 'goal' AND sync_row.row_id = goal.goal_id
WHERE sync_row.gone IS NULL AND (:is_all OR sync_row.row_id IS NULL)
    AND NOT EXISTS (SELECT 1 FROM outbox
        WHERE outbox.row_id = goal.goal_id AND outbox.entity = 'goal' AND outbox.kind = 'insert'
            AND (outbox.state <> 'applied' OR sync_row.row_id IS NULL));

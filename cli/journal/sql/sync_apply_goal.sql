-- Rows as the studio has them, but for the fields that are still to be told to it (page.kept), and for
-- rows that it has yet to hear the end of. (A delete with an earlier clock will be of no effect there.)
INSERT INTO goal (
    goal_id, period, target_ms, instrument, from_date, until_date, created_ms)
SELECT
    p.row_id, iif(instr(p.kept, ' target_ms '), s.period, p.body ->> 'period'),
    iif(instr(p.kept, ' target_ms '), s.target_ms, p.body ->> 'target_ms'),
    iif(instr(p.kept, ' target_ms '), s.instrument, p.body ->> 'instrument'),
    iif(instr(p.kept, ' from_date '), s.from_date, p.body ->> 'from_date'),
    iif(instr(p.kept, ' from_date '), s.until_date, p.body ->> 'until_date'),
    iif(instr(p.kept, ' created_ms '), s.created_ms, p.body ->> 'created_ms')
FROM temp.page AS p LEFT JOIN goal AS s ON s.goal_id = p.row_id
WHERE p.entity = 'goal' AND NOT p.is_gone AND NOT EXISTS (SELECT 1 FROM outbox
    WHERE outbox.row_id = p.row_id AND outbox.entity = 'goal' AND outbox.kind = 'delete'
        AND outbox.state <> 'applied' AND outbox.clock > (p.body ->> '$.clocks.row'))
ON CONFLICT (goal_id) DO UPDATE SET
    period = excluded.period, target_ms = excluded.target_ms, instrument = excluded.instrument,
    from_date = excluded.from_date, until_date = excluded.until_date,
    created_ms = excluded.created_ms
WHERE (goal.period, goal.target_ms, goal.instrument, goal.from_date, goal.until_date,
    goal.created_ms)
    IS NOT (excluded.period, excluded.target_ms, excluded.instrument, excluded.from_date,
    excluded.until_date, excluded.created_ms);

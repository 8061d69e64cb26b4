-- A row as it was, from its JSON image.
INSERT INTO goal (
    goal_id, period, target_ms, instrument, from_date, until_date, created_ms)
VALUES (
    :image ->> 'goal_id', :image ->> 'period', :image ->> 'target_ms', :image ->> 'instrument',
    :image ->> 'from_date', :image ->> 'until_date', :image ->> 'created_ms')
ON CONFLICT DO UPDATE SET
    period = excluded.period, target_ms = excluded.target_ms, instrument = excluded.instrument,
    from_date = excluded.from_date, until_date = excluded.until_date,
    created_ms = excluded.created_ms;

-- A row as it was, from its JSON image; of a row that is there, only what differs between the image
-- and the one that is to be taken back (present): the rest may have come from another device since.
INSERT INTO goal (
    goal_id, period, target_ms, instrument, from_date, until_date, created_ms)
VALUES (
    :image ->> 'goal_id', :image ->> 'period', :image ->> 'target_ms', :image ->> 'instrument',
    :image ->> 'from_date', :image ->> 'until_date', :image ->> 'created_ms')
ON CONFLICT DO UPDATE SET
    period = iif(:image ->> 'period' IS :present ->> 'period', goal.period, excluded.period),
    target_ms = iif(:image ->> 'target_ms' IS :present ->> 'target_ms', goal.target_ms, excluded.target_ms),
    instrument = iif(:image ->> 'instrument' IS :present ->> 'instrument', goal.instrument, excluded.instrument),
    from_date = iif(:image ->> 'from_date' IS :present ->> 'from_date', goal.from_date, excluded.from_date),
    until_date = iif(:image ->> 'until_date' IS :present ->> 'until_date', goal.until_date, excluded.until_date),
    created_ms = iif(:image ->> 'created_ms' IS :present ->> 'created_ms', goal.created_ms, excluded.created_ms);

INSERT INTO sync_row (entity, row_id, clocks, gone, is_stale)
SELECT entity, row_id, body -> 'clocks', iif(is_gone, clock, NULL), 0
FROM temp.page
WHERE entity IN ('session', 'goal') AND (NOT is_gone OR clock IS NOT NULL)
ON CONFLICT (entity, row_id) DO UPDATE SET
    clocks = excluded.clocks, gone = excluded.gone, is_stale = 0;

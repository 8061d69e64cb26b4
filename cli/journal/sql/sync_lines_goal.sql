-- Every goal as a line, as the studio's inside.sync_line() writes it.
SELECT goal_id || x || period || x || target_ms || x || coalesce(instrument, y) || x || from_date || x
    || coalesce(until_date, y) || x || created_ms
FROM goal, (SELECT char(31) AS x, char(29) AS y)
ORDER BY goal_id;

-- The latest clock of all that came.
SELECT max(coalesce((SELECT max(c.value) FROM json_each(body, '$.clocks') AS c), ''), coalesce(clock, '')) AS latest
FROM temp.page ORDER BY latest DESC LIMIT 1;

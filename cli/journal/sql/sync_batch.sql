-- The next operations to be sent, about a megabyte of them at most, as a list.
SELECT json_group_array(json(said)), count(*)
FROM (
    SELECT json_object('op', op_id, 'entity', entity, 'row', row_id, 'kind', kind, 'clock', clock,
            'clocks', json(clocks), 'fields', json(fields)) AS said,
        length(fields) AS size, sum(length(fields)) OVER (ORDER BY place) AS total
    FROM (SELECT * FROM outbox WHERE state = 'waiting' ORDER BY place LIMIT 500))
WHERE total - size < 1000000;

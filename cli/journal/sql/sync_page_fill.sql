-- Rows as they came. kept: the fields that were changed here since and are not told yet, " a b ".
INSERT INTO temp.page (entity, row_id, is_gone, clock, hash, body, kept)
SELECT one.value ->> 'entity', one.value ->> 'id', one.value ->> 'gone', one.value ->> 'clock',
    one.value ->> 'hash', one.value -> 'body',
    coalesce((
        SELECT ' ' || group_concat(field.key, ' ') || ' '
        FROM outbox, json_each(outbox.fields) AS field
        WHERE outbox.row_id = one.value ->> 'id' AND outbox.entity = one.value ->> 'entity'
            AND outbox.state <> 'applied'
            AND coalesce(outbox.clocks ->> field.key, outbox.clocks ->> 'row', outbox.clock) >
                coalesce(one.value ->> ('$.body.clocks.' || field.key), one.value ->> '$.body.clocks.row', '')), '')
FROM json_each(:page, '$.rows') AS one;

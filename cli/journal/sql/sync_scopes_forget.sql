-- A group that was left, with all that was seen of it.
DELETE FROM sync_scope
WHERE scope NOT IN (SELECT one.value ->> 'scope' FROM json_each(:answer, '$.scopes') AS one);

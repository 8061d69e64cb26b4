INSERT INTO sync_scope (scope, kind)
SELECT one.value ->> 'scope', one.value ->> 'kind' FROM json_each(:answer, '$.scopes') AS one
WHERE true
ON CONFLICT (scope) DO NOTHING;

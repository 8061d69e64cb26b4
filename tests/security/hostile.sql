-- Makes a script of calls: every function of api, every parameter in turn with every hostile value of
-- its type, the others plausible or NULL; each call in a transaction that is rolled back. The variable
-- `token` is a person's. Before each call stands a line "#function parameter: value" for the reader.
SELECT set_config('hostile.token', :'token', false) \gset ignored_
WITH hostile AS (
    SELECT kind::regtype AS kind, value FROM (VALUES
        ('text', '$$''; DROP TABLE public.users; --$$'), ('text', '$$'' OR ''''=''$$'), ('text', '$$\$$'),
        ('text', 'E''\\x'''), ('text', '$$%s %I %L %$$'), ('text', '$$$1$$'), ('text', '$$){(}[*+?\1.^$|$$'), ('text', '$$(((((a*)*)*)*)*)$$'),
        ('text', '$$public.users$$'), ('text', '$$00000000-0000-0000-0000-000000000001$$'), ('text', '$$ $$'), ('text', ''''''),
        ('text', 'E''\x01\x1b]0;x\x07'''), ('text', '$$& | ! <-> :* ( )$$'), ('text', '$$"unclosed$$'), ('text', '$$''a'':*B & !$$'),
        ('text', '$$1e999999$$'), ('text', '$$-1$$'), ('text', '$$99999999999999999999$$'), ('text', '$$9999-99-99$$'),
        ('text', '$$/////$$'), ('text', '$$1/1/00000000-0000-0000-0000-000000000001$$'), ('text', '$$9999999999999999/99999999/00000000-0000-0000-0000-000000000001$$'),
        ('text', '$$18446744073709551615:9223372036854775807$$'), ('text', '$$18446744073709551616:9223372036854775808$$'),
        ('text', '$$nan$$'), ('text', '$$infinity$$'), ('text', '$${a,b$$'), ('text', '$${"a":$$'), ('text', '$$[[[[$$'), ('text', 'U&''\+01F600'''),
        ('text', 'chr(8238) || ''x'''), ('text', 'chr(55204)'), ('text', 'repeat(''x'', 100000)'), ('text', 'repeat(''('', 5000)'), ('text', 'NULL'),
        ('uuid', 'NULL'), ('uuid', 'gen_random_uuid()'), ('uuid', '''00000000-0000-0000-0000-000000000001'''), ('uuid', '''ffffffff-ffff-ffff-ffff-ffffffffffff'''),
        ('uuid', '(SELECT ''00000000-0000-0000-0000-000000000000''::uuid)'),
        ('integer', 'NULL'), ('integer', '0'), ('integer', '-1'), ('integer', '2147483647'), ('integer', '-2147483648'), ('integer', '7'),
        ('bigint', 'NULL'), ('bigint', '0'), ('bigint', '-1'), ('bigint', '9223372036854775807'),
        ('boolean', 'NULL'), ('boolean', 'true'), ('boolean', 'false'),
        ('double precision', 'NULL'), ('double precision', '''nan'''), ('double precision', '''infinity'''), ('double precision', '''-infinity'''),
        ('double precision', '1e300'), ('double precision', '-1'), ('double precision', '1e-300'), ('double precision', '3600'),
        ('date', 'NULL'), ('date', '''infinity'''), ('date', '''-infinity'''), ('date', '''4713-01-01 BC'''), ('date', '''5874897-12-31'''), ('date', 'current_date'),
        ('timestamptz', 'NULL'), ('timestamptz', '''infinity'''), ('timestamptz', '''-infinity'''), ('timestamptz', '''294276-12-31'''),
        ('text[]', 'NULL'), ('text[]', '''{}'''), ('text[]', 'ARRAY[NULL]::text[]'), ('text[]', 'ARRAY[''x'', ''x'']'), ('text[]', '''{{a,b},{c,d}}'''),
        ('text[]', 'array_fill(''x''::text, ARRAY[10000])'), ('text[]', 'ARRAY[repeat(''x'', 100000)]'), ('text[]', 'ARRAY[''''''; --'', '''']'), ('text[]', '''[5:6]={a,b}'''),
        ('uuid[]', 'NULL'), ('uuid[]', '''{}'''), ('uuid[]', 'ARRAY[NULL]::uuid[]'), ('uuid[]', 'array_fill(gen_random_uuid(), ARRAY[20000])'),
        ('jsonb', 'NULL'), ('jsonb', '''null'''), ('jsonb', '''{}'''), ('jsonb', '''[]'''), ('jsonb', '''1'''), ('jsonb', '''"x"'''), ('jsonb', '''[null]'''), ('jsonb', '''[1]'''),
        ('jsonb', '''[[]]'''), ('jsonb', '''[{}]'''), ('jsonb', '''{"a": {"b": [1e400]}}'''), ('jsonb', '''[{"op": 1, "entity": {}, "row": [], "fields": "x", "clock": null}]'''),
        ('jsonb', '''[{"op_id": "x", "entity": "users", "row_id": "x", "fields": {"user_id": "x"}, "hlc": "x"}]'''),
        ('jsonb', $x$'[{"op": "x", "kind": "insert"}]'$x$),
        ('jsonb', $x$'[{"op": "01900000-0000-7000-8000-000000000001"}]'$x$),
        ('jsonb', $x$'[{"op": "01900000-0000-7000-8000-000000000001", "entity": {}, "row": [], "kind": "insert", "clock": 1, "clocks": 2, "fields": 3}]'$x$),
        ('jsonb', $x$'[{"op": "01900000-0000-7000-8000-000000000001", "entity": "session", "row": "x", "kind": "insert", "clock": "x", "clocks": {"row": []}, "fields": {}}]'$x$),
        ('jsonb', $x$'[{"op": "01900000-0000-7000-8000-000000000001", "entity": "session", "row": "01900000-0000-7000-8000-000000000001", "kind": "insert", "clock": "0000000000000000-aaaaaaaa", "clocks": [], "fields": []}]'$x$),
        ('jsonb', $x$'[{"op": "01900000-0000-7000-8000-000000000001", "entity": "users; --", "row": "01900000-0000-7000-8000-000000000001", "kind": "delete", "clock": "x"}]'$x$),
        ('jsonb', $x$'[{"op": "01900000-0000-7000-8000-000000000001", "entity": "post", "row": null, "kind": "update", "clock": "x", "fields": {"title": {"a": 1}}}]'$x$),
        ('jsonb', 'to_jsonb(array_fill(''x''::text, ARRAY[20000]))'), ('jsonb', 'to_jsonb(repeat(''x'', 2000000))')
    ) AS v (kind, value)
), plausible AS (
    SELECT kind::regtype AS kind, value FROM (VALUES ('text', '$$Quartet$$'), ('uuid', 'gen_random_uuid()'), ('integer', '5'), ('bigint', '5'),
        ('boolean', 'true'), ('double precision', '3600'), ('date', 'current_date'), ('timestamptz', 'now()'), ('text[]', '''{cello}'''),
        ('uuid[]', 'ARRAY[gen_random_uuid()]'), ('jsonb', '''{}''')) AS v (kind, value)
), parameter AS (
    SELECT p.oid, p.proname, a.place, p.proargnames[a.place] AS name, a.kind::oid::regtype AS kind
    FROM pg_proc p, unnest(p.proargtypes) WITH ORDINALITY AS a (kind, place)
    WHERE pronamespace = 'api'::regnamespace
), call AS (
    SELECT p.proname, p.name, h.value, (SELECT string_agg(CASE
            WHEN o.name = 'token' AND (p.name <> 'token') THEN quote_literal(current_setting('hostile.token'))
            WHEN o.place = p.place THEN '(' || h.value || ')::' || o.kind
            WHEN others.are = 'plausible' THEN (SELECT coalesce(max(value), 'NULL') FROM plausible g WHERE g.kind = o.kind) || '::' || o.kind
            ELSE 'NULL::' || o.kind END, ', ' ORDER BY o.place)
        FROM parameter o WHERE o.oid = p.oid) AS arguments
    FROM parameter p JOIN hostile h ON h.kind = p.kind, (VALUES ('plausible'), ('null')) AS others (are)
    -- each of these costs a bcrypt
    WHERE p.proname <> 'sign_try' OR (others.are = 'plausible' AND length(h.value) BETWEEN 10 AND 12)
)
SELECT format(E'\\echo ''#%s %s: %s''\nBEGIN; SELECT * FROM api.%I(%s); ROLLBACK;', proname, name,
    translate(left(value, 60), E'''\\', '"/'), proname, arguments)
FROM call WHERE arguments IS NOT NULL;
SELECT 'kind without hostile values: ' || format_type(a.kind, NULL) FROM pg_proc, unnest(proargtypes) AS a (kind)
WHERE pronamespace = 'api'::regnamespace AND a.kind NOT IN (SELECT kind::regtype FROM (VALUES ('text'), ('uuid'), ('integer'), ('bigint'),
    ('boolean'), ('double precision'), ('date'), ('timestamptz'), ('text[]'), ('uuid[]'), ('jsonb')) AS v (kind));

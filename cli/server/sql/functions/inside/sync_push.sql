-- Applies a batch of operations, [{"op": uuid, "entity", "row": uuid, "kind": "insert|update|delete",
-- "clock", "clocks": {register: clock}, "fields": {…}}], in order and in one transaction; an operation
-- seen before is answered as before. Two devices of a person take turns. Answers {"epoch", "xid",
-- "answers": [{"op", "answer": "applied|refused", "reason", "hint"}]}.
CREATE OR REPLACE FUNCTION inside.sync_push(me uuid, life text, device text, operations jsonb) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    op jsonb;
    answers jsonb[] := '{}';
    refused bigint;
BEGIN
    PERFORM inside.require(jsonb_typeof(operations) = 'array' AND jsonb_array_length(operations) <= 1000,
        'PR422', 'a batch is a list of up to 1000 operations');
    PERFORM pg_advisory_xact_lock(hashtextextended('practice sync ' || me, 0));
    FOR op IN SELECT o.value FROM jsonb_array_elements(operations) WITH ORDINALITY o ORDER BY o.ordinality LOOP
        PERFORM inside.require(op ->> 'op' ~ '^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$', 'PR422',
            'each operation has an id of its own');
        answers := answers || inside.push_one(op);
    END LOOP;
    SELECT count(*) INTO refused FROM unnest(answers) a WHERE a ->> 'answer' = 'refused';
    UPDATE sync.devices d SET last_push_at = now(), n_refused = d.n_refused + refused,
        n_applied = d.n_applied + cardinality(answers) - refused,
        n_waiting = greatest(0, d.n_waiting - cardinality(answers))
    WHERE d.user_id = me AND d.device = sync_push.device;
    RETURN jsonb_build_object('epoch', life, 'xid', pg_current_xact_id()::text,
        'answers', to_jsonb(answers))::text;
END
$$;

-- Applies one operation, or answers it as before: {"op", "answer", "reason", "hint"}. What is refused
-- leaves nothing behind but its answer; what is the server's own trouble fails the whole batch.
CREATE OR REPLACE FUNCTION inside.push_one(op jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    me uuid := auth.user_id();
    id uuid := (op ->> 'op')::uuid;
    entity text := op ->> 'entity';
    given record;
    clock text;
    code text;
    words text;
    advice text;
BEGIN
    SELECT o.answer, o.reason, o.hint INTO given FROM sync.operations o WHERE o.user_id = me AND o.op_id = id;
    IF FOUND THEN
        RETURN jsonb_build_object('op', id, 'answer', given.answer, 'reason', given.reason, 'hint', given.hint);
    END IF;
    BEGIN
        PERFORM inside.require(op ->> 'kind' IN ('insert', 'update', 'delete') AND (op ->> 'row') IS NOT NULL
            AND length(op::text) <= 400000, 'PR422', 'an operation is malformed or too large');
        PERFORM inside.check_clock(op ->> 'clock');
        FOR clock IN SELECT c.value FROM jsonb_each_text(nullif(op -> 'clocks', 'null')) c LOOP
            PERFORM inside.check_clock(clock);
        END LOOP;
        IF entity IN ('session', 'goal') THEN
            PERFORM inside.push_own(op);
        ELSIF entity IN ('post', 'comment', 'like') AND to_regproc('inside.push_' || entity) IS NOT NULL THEN
            EXECUTE format('SELECT inside.%I($1)', 'push_' || entity) USING op;
        ELSE
            RAISE EXCEPTION USING ERRCODE = 'PR422', MESSAGE = 'this studio does not keep such rows',
                HINT = 'the studio may have to be upgraded';
        END IF;
    EXCEPTION WHEN OTHERS THEN
        GET STACKED DIAGNOSTICS code = RETURNED_SQLSTATE, words = MESSAGE_TEXT, advice = PG_EXCEPTION_HINT;
        IF code !~ '^(PR|22|23|42501)' THEN
            RAISE;
        ELSIF code !~ '^PR' THEN
            words := CASE WHEN code ~ '^(22|235|23514)' THEN 'a value is missing or out of range'
                ELSE 'the id belongs to somebody else' END;
            advice := NULL;
        END IF;
    END;
    INSERT INTO sync.operations (user_id, op_id, device, answer, reason, hint)
    VALUES (me, id, coalesce(substr(op ->> 'clock', 18), ''), CASE WHEN code IS NULL THEN 'applied' ELSE 'refused' END,
        left(words, 500), left(nullif(advice, ''), 500));
    RETURN jsonb_build_object('op', id, 'answer', CASE WHEN code IS NULL THEN 'applied' ELSE 'refused' END,
        'reason', left(words, 500), 'hint', left(nullif(advice, ''), 500));
END
$$;

-- Applies an operation on one of the caller's own rows: a session or a goal. Each register is the
-- later writer's; a delete beats every update and is beaten only by making the row anew (undo), with
-- a later clock. The outcome does not depend on the order in which operations come. Refuses by raising.
CREATE OR REPLACE FUNCTION inside.push_own(op jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    groups jsonb := CASE op ->> 'entity' WHEN 'session' THEN '{"start_ms": ["start_ms", "end_ms", "zone",
            "practice_date", "start_minute", "claimed_ms"], "measured_ms": ["measured_ms", "longest_run_ms"],
            "source": ["source"], "title": ["title"], "instrument": ["instrument"], "piece": ["piece"],
            "note": ["note"], "tags": ["tags"], "content_sha256": ["content_sha256"],
            "created_ms": ["created_ms"], "updated_ms": ["updated_ms"]}'::jsonb
        ELSE '{"target_ms": ["target_ms", "period", "instrument"], "from_date": ["from_date", "until_date"],
            "created_ms": ["created_ms"]}'::jsonb END;
    row_id uuid := (op ->> 'row')::uuid;
    clock text COLLATE "C" := coalesce(op -> 'clocks' ->> 'row', op ->> 'clock');
    old jsonb := inside.document(op ->> 'entity', row_id);
    gone record;
    merged jsonb;
    body jsonb;
    is_there boolean := old IS NOT NULL;
BEGIN
    SELECT t.clock, t.late INTO gone FROM sync.tombstones t
    WHERE t.user_id = (SELECT auth.user_id()) AND t.entity = op ->> 'entity' AND t.row_id = (op ->> 'row')::uuid;
    IF op ->> 'kind' = 'delete' THEN
        PERFORM inside.remove_own(op ->> 'entity', row_id, clock,
            coalesce(old, gone.late, '{"clocks": {}}'), groups);
        RETURN;
    END IF;
    IF NOT is_there THEN
        PERFORM inside.require(op ->> 'kind' = 'insert' OR gone.clock IS NOT NULL, 'PR404',
            format('the studio has no such %s', op ->> 'entity'), 'send it whole with: practice sync --repair');
        old := coalesce(gone.late, '{"clocks": {}}');
    END IF;
    merged := inside.merge_clocks(old -> 'clocks', op, ARRAY(SELECT jsonb_object_keys(groups)));
    IF merged -> 'take' = '[]' AND merged -> 'clocks' = old -> 'clocks' THEN
        RETURN;
    END IF;
    body := old - 'clocks' || coalesce((SELECT jsonb_object_agg(f.name, op -> 'fields' -> f.name)
        FROM jsonb_array_elements_text(merged -> 'take') r, jsonb_array_elements_text(groups -> r.value) f(name)), '{}');
    IF NOT is_there AND (op ->> 'kind' = 'update' OR clock <= gone.clock COLLATE "C") THEN
        PERFORM inside.remove_own(op ->> 'entity', row_id, gone.clock,
            body || jsonb_build_object('clocks', (merged -> 'clocks') - 'row'), groups);
    ELSIF op ->> 'entity' = 'session' THEN
        PERFORM inside.write_session(row_id, body, merged -> 'clocks');
    ELSE
        PERFORM inside.write_goal(row_id, body, merged -> 'clocks');
    END IF;
END
$$;

-- Deletes one of the caller's own rows unless it was made after that clock, and remembers when; of what
-- it held, only what was written after that. A later clock of a row that was gone already is told too: who
-- made it anew before that clock would otherwise never hear of it.
CREATE OR REPLACE FUNCTION inside.remove_own(entity text, row_id uuid, clock text, old jsonb, groups jsonb)
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    late jsonb;
    before text COLLATE "C" := (SELECT t.clock FROM sync.tombstones t WHERE t.user_id = (SELECT auth.user_id())
        AND t.entity = remove_own.entity AND t.row_id = remove_own.row_id);
BEGIN
    IF (old -> 'clocks' ->> 'row') COLLATE "C" > remove_own.clock THEN
        late := '{"clocks": {}}';
    ELSE
        SELECT coalesce(jsonb_object_agg(f.name, old -> f.name), '{}') || jsonb_build_object('clocks',
            coalesce(jsonb_object_agg(k.key, k.value) FILTER (WHERE f.name = k.key), '{}'))
        INTO late
        FROM jsonb_each_text(old -> 'clocks') k, jsonb_array_elements_text(groups -> k.key) f(name)
        WHERE k.key <> 'row' AND k.value COLLATE "C" > remove_own.clock;
    END IF;
    INSERT INTO sync.tombstones AS t (user_id, entity, row_id, clock, late)
    VALUES (auth.user_id(), remove_own.entity, remove_own.row_id, remove_own.clock, late)
    ON CONFLICT (user_id, entity, row_id) DO UPDATE
    SET clock = excluded.clock, deleted_at = excluded.deleted_at, late = excluded.late
    WHERE excluded.clock >= t.clock;
    IF remove_own.entity = 'session' THEN
        DELETE FROM public.practice_sessions s WHERE s.session_id = remove_own.row_id
            AND s.user_id = (SELECT auth.user_id()) AND (s.field_clocks ->> 'row') COLLATE "C" < remove_own.clock;
    ELSE
        DELETE FROM public.goals g WHERE g.goal_id = remove_own.row_id
            AND g.user_id = (SELECT auth.user_id()) AND (g.field_clocks ->> 'row') COLLATE "C" < remove_own.clock;
    END IF;
    IF NOT FOUND AND (before IS NULL OR before < remove_own.clock)
        AND inside.document(remove_own.entity, remove_own.row_id) IS NULL THEN
        PERFORM inside.touch(auth.user_id(), remove_own.entity, remove_own.row_id, true);
    END IF;
END
$$;

-- Deletes one of the caller's own rows unless it was made after that clock, and remembers it.
CREATE OR REPLACE FUNCTION inside.remove_own(entity text, row_id uuid, clock text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
BEGIN
    INSERT INTO sync.tombstones AS t (user_id, entity, row_id, clock)
    VALUES (auth.user_id(), remove_own.entity, remove_own.row_id, remove_own.clock)
    ON CONFLICT (user_id, entity, row_id) DO UPDATE SET clock = excluded.clock, deleted_at = excluded.deleted_at
    WHERE excluded.clock > t.clock;
    IF remove_own.entity = 'session' THEN
        DELETE FROM public.practice_sessions s WHERE s.session_id = remove_own.row_id
            AND s.user_id = (SELECT auth.user_id()) AND (s.field_clocks ->> 'row') COLLATE "C" < remove_own.clock;
    ELSE
        DELETE FROM public.goals g WHERE g.goal_id = remove_own.row_id
            AND g.user_id = (SELECT auth.user_id()) AND (g.field_clocks ->> 'row') COLLATE "C" < remove_own.clock;
    END IF;
END
$$;

-- Which of these rows of the caller's own the studio does not have.
CREATE OR REPLACE FUNCTION api.sync_absent(token text, entity text, ids uuid[]) RETURNS TABLE (row_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
BEGIN
    PERFORM auth.enter(token);
    PERFORM inside.require(cardinality(ids) <= 1000, 'PR422', 'at most 1000 ids');
    IF entity = 'session' THEN
        RETURN QUERY SELECT i.id FROM unnest(ids) i(id)
        WHERE (SELECT auth.user_id()) IS DISTINCT FROM (SELECT s.user_id FROM public.practice_sessions s
            WHERE s.session_id = i.id);
    ELSE
        RETURN QUERY SELECT i.id FROM unnest(ids) i(id)
        WHERE NOT EXISTS (SELECT FROM public.goals g
            WHERE g.goal_id = i.id AND g.user_id = (SELECT auth.user_id()));
    END IF;
END
$$;

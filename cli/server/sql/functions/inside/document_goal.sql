-- One of the caller's own goals, with the names of the journal.
CREATE OR REPLACE FUNCTION inside.document_goal(row_id uuid) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    RETURN (
    SELECT jsonb_build_object(
        'period', g.period, 'target_ms', g.target_ms, 'instrument', g.instrument,
        'from_date', g.from_date, 'until_date', g.until_date,
        'created_ms', (extract(epoch FROM g.created_at) * 1000)::bigint,
        'clocks', g.field_clocks)
    FROM public.goals g
    WHERE g.goal_id = row_id AND g.user_id = (SELECT auth.user_id()));
END
$$;

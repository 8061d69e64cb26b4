-- Makes one of the caller's goals what a document says.
CREATE OR REPLACE FUNCTION inside.write_goal(row_id uuid, body jsonb, clocks jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_variable
BEGIN
    INSERT INTO public.goals (
        goal_id, user_id, period, target_ms, instrument, from_date, until_date, created_at, field_clocks)
    VALUES (
        row_id, auth.user_id(), body ->> 'period', (body ->> 'target_ms')::integer, body ->> 'instrument',
        (body ->> 'from_date')::date, (body ->> 'until_date')::date,
        'epoch'::timestamptz + (body ->> 'created_ms')::bigint * interval '1 millisecond', clocks)
    ON CONFLICT (goal_id) DO UPDATE
    SET period = excluded.period, target_ms = excluded.target_ms, instrument = excluded.instrument,
        from_date = excluded.from_date, until_date = excluded.until_date,
        created_at = excluded.created_at, field_clocks = excluded.field_clocks;
END
$$;

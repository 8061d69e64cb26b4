-- The newest sessions of those who share them with a group, or of one of them; notes and tags are
-- nobody else's. At most 500.
CREATE OR REPLACE FUNCTION api.group_sessions(token text, reference text, person text, most integer)
RETURNS TABLE (session_id uuid, user_id uuid, nickname text, practice_date date, start_time timestamptz, zone text,
    title text, instrument text, piece text, claimed_ms integer, measured_ms integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' SET jit = off
AS $$
#variable_conflict use_column
DECLARE
    me uuid := auth.enter(token);
    this uuid := inside.group_mine(reference);
    whom uuid := CASE WHEN person IS NOT NULL THEN inside.group_person(this, person) END;
BEGIN
    PERFORM inside.require(most BETWEEN 1 AND 500, 'PR422', 'between 1 and 500 sessions can be shown');
    RETURN QUERY
    SELECT s.session_id, m.user_id, u.nickname, s.practice_date, s.start_time, s.zone, s.title, s.instrument,
        s.piece, s.claimed_ms, s.measured_ms
    FROM public.group_members m LEFT JOIN public.users u ON u.user_id = m.user_id
        CROSS JOIN LATERAL (
            SELECT * FROM public.practice_sessions p
            WHERE p.user_id = m.user_id ORDER BY p.practice_date DESC, p.start_time DESC LIMIT most) AS s
    WHERE m.group_id = this AND m.shares_sessions AND (whom IS NULL OR m.user_id = whom)
    ORDER BY s.practice_date DESC, s.start_time DESC, s.session_id LIMIT most;
END
$$;

-- A row of public.practice_sessions with the names of the journal. (anyelement: in a new database the
-- functions are there before the tables.)
CREATE OR REPLACE FUNCTION inside.session_body(s anyelement) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    RETURN jsonb_build_object(
        'start_ms', (extract(epoch FROM s.start_time) * 1000)::bigint,
        'end_ms', (extract(epoch FROM s.end_time) * 1000)::bigint,
        'zone', s.zone, 'practice_date', s.practice_date, 'start_minute', s.start_minute,
        'claimed_ms', s.claimed_ms, 'measured_ms', s.measured_ms, 'longest_run_ms', s.longest_run_ms,
        'source', s.source, 'title', s.title, 'instrument', s.instrument, 'piece', s.piece,
        'note', s.notes, 'tags', to_jsonb(s.tags), 'content_sha256', s.content_sha256,
        'created_ms', (extract(epoch FROM s.created_at) * 1000)::bigint,
        'updated_ms', (extract(epoch FROM s.updated_at) * 1000)::bigint,
        'clocks', s.field_clocks);
END
$$;

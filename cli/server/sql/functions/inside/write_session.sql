-- Makes one of the caller's sessions what a document says. Another's row of that id is a violation of
-- row security.
CREATE OR REPLACE FUNCTION inside.write_session(row_id uuid, body jsonb, clocks jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_variable
BEGIN
    INSERT INTO public.practice_sessions (
        session_id, user_id, practice_date, start_time, end_time, zone, start_minute, claimed_ms,
        measured_ms, longest_run_ms, source, title, instrument, piece, notes, tags, content_sha256,
        created_at, updated_at, field_clocks)
    VALUES (
        row_id, auth.user_id(), (body ->> 'practice_date')::date,
        'epoch'::timestamptz + (body ->> 'start_ms')::bigint * interval '1 millisecond',
        'epoch'::timestamptz + (body ->> 'end_ms')::bigint * interval '1 millisecond',
        body ->> 'zone', (body ->> 'start_minute')::integer, (body ->> 'claimed_ms')::integer,
        (body ->> 'measured_ms')::integer, (body ->> 'longest_run_ms')::integer, body ->> 'source',
        body ->> 'title', body ->> 'instrument', body ->> 'piece', body ->> 'note',
        ARRAY(SELECT t.value FROM jsonb_array_elements_text(body -> 'tags') WITH ORDINALITY t ORDER BY t.ordinality),
        body ->> 'content_sha256',
        'epoch'::timestamptz + (body ->> 'created_ms')::bigint * interval '1 millisecond',
        'epoch'::timestamptz + (body ->> 'updated_ms')::bigint * interval '1 millisecond', clocks)
    ON CONFLICT (session_id) DO UPDATE
    SET practice_date = excluded.practice_date, start_time = excluded.start_time,
        end_time = excluded.end_time, zone = excluded.zone, start_minute = excluded.start_minute,
        claimed_ms = excluded.claimed_ms, measured_ms = excluded.measured_ms,
        longest_run_ms = excluded.longest_run_ms, source = excluded.source, title = excluded.title,
        instrument = excluded.instrument, piece = excluded.piece, notes = excluded.notes,
        tags = excluded.tags, content_sha256 = excluded.content_sha256,
        created_at = excluded.created_at, updated_at = excluded.updated_at,
        field_clocks = excluded.field_clocks;
END
$$;

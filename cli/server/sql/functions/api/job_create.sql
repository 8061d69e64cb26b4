-- A job for a recording: {"for", "session_id", "sha256", "size", "type", "name", "zone",
-- "recorded_ms", "instrument", "title"}. The same recording of the same person is the same job,
-- unless that failed or was cancelled. With a session, that is measured; else a new one is made.
-- A new job has asked for its ticket already: one call fewer when a whole school hands in at once.
CREATE OR REPLACE FUNCTION api.job_create(token text, asked jsonb)
RETURNS TABLE (job_id uuid, status text, is_new boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    me uuid := auth.enter(token);
    whose uuid := inside.job_pupil(asked ->> 'for');
    session uuid := (asked ->> 'session_id')::uuid;
    id uuid := gen_random_uuid();
BEGIN
    PERFORM inside.job_check(asked);
    PERFORM inside.require(session IS NULL OR EXISTS (SELECT FROM public.practice_sessions s
            WHERE s.session_id = session AND s.user_id = whose AND whose = me), 'PR404',
        'the studio has no such session of yours', 'send it with: practice sync');
    FOR i IN 1..3 LOOP -- a job that fails between the two statements makes room for a new one
        INSERT INTO public.jobs (job_id, user_id, submitted_by, session_id, is_given, sha256, file_size, content_type,
            file_name, object_key, zone, recorded_at, instrument, title)
        VALUES (id, whose, me, session, session IS NOT NULL, asked ->> 'sha256', (asked ->> 'size')::bigint,
            asked ->> 'type', coalesce(nullif(inside.clean(asked ->> 'name', 0, 200, 'file name'), ''), 'recording'),
            'recordings/' || id, asked ->> 'zone',
            'epoch'::timestamptz + (asked ->> 'recorded_ms')::bigint * interval '1 millisecond',
            nullif(inside.clean(asked ->> 'instrument', 0, 50, 'instrument'), ''),
            nullif(inside.clean(asked ->> 'title', 0, 50, 'title'), ''))
        ON CONFLICT (user_id, sha256) WHERE status NOT IN ('FAILED', 'CANCELLED') DO NOTHING;
        IF FOUND THEN
            INSERT INTO public.job_tickets (job_id) VALUES (id);
            PERFORM pg_notify('practice_work', '');
            RETURN QUERY SELECT id, 'CREATED', true;
            RETURN;
        END IF;
        RETURN QUERY SELECT j.job_id, j.status, false FROM public.jobs j
            WHERE j.user_id = whose AND j.sha256 = asked ->> 'sha256' AND j.status NOT IN ('FAILED', 'CANCELLED');
        IF FOUND THEN
            RETURN;
        END IF;
    END LOOP;
    RAISE EXCEPTION USING ERRCODE = 'PR409', MESSAGE = 'somebody else has handed this recording in';
END
$$;

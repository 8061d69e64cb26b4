-- Keeps what was measured of a job's recording: in the session that it was handed in for, in the one
-- that has this recording already, or in a new one, which begins when the recording did. Returns it.
CREATE OR REPLACE FUNCTION auth.job_session(job_id uuid, result jsonb) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    job record;
    session uuid;
    started timestamp;
    measured integer := round((result ->> 'play_time_s')::numeric * 1000);
    longest integer := least(round((result ->> 'longest_run_s')::numeric * 1000), measured);
    span interval := (result ->> 'duration_s')::numeric * interval '1 second';
BEGIN
    SELECT * INTO job FROM public.jobs j WHERE j.job_id = job_session.job_id;
    -- two jobs that measure one session take turns, and so do a job and the push of a device
    PERFORM pg_advisory_xact_lock(hashtextextended('practice sync ' || job.user_id, 0));
    SELECT s.session_id INTO session FROM public.practice_sessions s WHERE s.user_id = job.user_id
        AND (s.session_id = job.session_id OR (NOT job.is_given AND s.content_sha256 = job.sha256))
        ORDER BY s.created_at LIMIT 1;
    IF FOUND THEN
        UPDATE public.practice_sessions s SET measured_ms = measured, longest_run_ms = longest,
                content_sha256 = job.sha256, updated_at = now(),
                field_clocks = s.field_clocks || jsonb_build_object(
                    'measured_ms', auth.job_clock(coalesce(s.field_clocks ->> 'measured_ms', s.field_clocks ->> 'row')),
                    'content_sha256', auth.job_clock(coalesce(s.field_clocks ->> 'content_sha256', s.field_clocks ->> 'row')),
                    'updated_ms', auth.job_clock(coalesce(s.field_clocks ->> 'updated_ms', s.field_clocks ->> 'row')))
            WHERE s.session_id = session;
        RETURN session;
    END IF;
    session := gen_random_uuid();
    started := inside.job_local(job.recorded_at, job.zone);
    INSERT INTO public.practice_sessions (session_id, user_id, practice_date, start_time, end_time, zone, start_minute,
        claimed_ms, measured_ms, longest_run_ms, source, title, instrument, content_sha256, field_clocks)
    VALUES (session, job.user_id, started::date, job.recorded_at, job.recorded_at + span, job.zone,
        extract(hour FROM started) * 60 + extract(minute FROM started),
        trunc(extract(epoch FROM span) * 1000), measured, longest, 'analyze', job.title, job.instrument,
        job.sha256, jsonb_build_object('row', auth.job_clock(NULL)));
    RETURN session;
END
$$;

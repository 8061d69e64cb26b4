-- The end of a job goes to the webhooks of whose it is, of who handed it in, and of the studio, in
-- the transaction that ended it.
CREATE OR REPLACE FUNCTION auth.webhook_note() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    job jsonb;
    one record;
BEGIN
    FOR one IN
        SELECT w.webhook_id FROM public.webhooks w JOIN public.users u ON u.user_id = w.user_id
        WHERE w.disabled_at IS NULL AND u.is_active
            -- said twice, so that two indexes find the few there are
            AND (w.user_id IN (NEW.user_id, NEW.submitted_by) OR w.is_studio)
            AND (w.user_id IN (NEW.user_id, NEW.submitted_by) OR u.is_admin)
    LOOP
        job := coalesce(job, jsonb_build_object('id', NEW.job_id, 'status', NEW.status, 'file', NEW.file_name,
            'sha256', NEW.sha256, 'student', (SELECT u.nickname FROM public.users u WHERE u.user_id = NEW.user_id),
            'session', NEW.session_id, 'failure_class', NEW.failure_class, 'failure', NEW.failure,
            'play_time_s', (SELECT s.measured_ms / 1000.0 FROM public.practice_sessions s
                WHERE s.session_id = NEW.session_id)));
        PERFORM auth.webhook_put(one.webhook_id, 'job.' || lower(NEW.status), jsonb_build_object('job', job));
    END LOOP;
    RETURN NULL;
END
$$;

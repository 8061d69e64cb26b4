-- Writes down each change of a job's state, stage or attempt, and rings for those who watch it.
CREATE OR REPLACE FUNCTION auth.job_note() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    scope_id uuid;
BEGIN
    IF TG_OP = 'INSERT' OR (NEW.status, NEW.stage, NEW.attempt) IS DISTINCT FROM (OLD.status, OLD.stage, OLD.attempt) THEN
        INSERT INTO public.job_events (job_id, status, stage, attempt, worker, reason)
        VALUES (NEW.job_id, NEW.status, NEW.stage, NEW.attempt,
            CASE WHEN NEW.status = 'RUNNING' THEN NEW.worker END, NEW.failure);
    END IF;
    FOREACH scope_id IN ARRAY ARRAY[auth.job_scope(NEW.user_id), auth.job_scope(nullif(NEW.submitted_by, NEW.user_id))] LOOP
        IF EXISTS (SELECT FROM sync.watches w WHERE w.scope = scope_id AND w.until > now()) THEN
            PERFORM pg_notify(auth.channel(scope_id), NEW.job_id::text);
        END IF;
    END LOOP;
    RETURN NULL;
END
$$;

-- The states of a job and the ways between them. Every function changes the state by one guarded
-- UPDATE; this refuses a way that there is not, whoever asks.
CREATE OR REPLACE FUNCTION inside.job_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    IF NOT (NEW.status = OLD.status AND OLD.status NOT IN ('SUCCEEDED', 'FAILED', 'CANCELLED'))
        AND (OLD.status || ' ' || NEW.status) NOT IN (
            'CREATED INGESTED', 'CREATED CANCELLED',
            'INGESTED QUEUED', 'INGESTED RUNNING', 'INGESTED FAILED', 'INGESTED CANCELLED',
            'QUEUED INGESTED', 'QUEUED RUNNING', 'QUEUED FAILED', 'QUEUED CANCELLED',
            'RUNNING INGESTED', 'RUNNING QUEUED', 'RUNNING SUCCEEDED', 'RUNNING FAILED', 'RUNNING CANCELLED',
            'FAILED INGESTED', 'FAILED QUEUED')
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PR409',
            MESSAGE = format('a job that is %s does not become %s', OLD.status, NEW.status);
    END IF;
    RETURN NEW;
END
$$;

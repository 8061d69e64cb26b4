-- Makes the caller's jobs ring for two minutes; returns the channel to LISTEN to.
CREATE OR REPLACE FUNCTION auth.job_watch() RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    mine uuid := auth.job_scope(auth.user_id());
BEGIN
    INSERT INTO sync.watches AS w (scope, until) VALUES (mine, now() + interval '2 minutes')
    ON CONFLICT (scope) DO UPDATE SET until = excluded.until;
    RETURN auth.channel(mine);
END
$$;

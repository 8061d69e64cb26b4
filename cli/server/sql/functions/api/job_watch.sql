-- The channel that rings with the id of a job of mine whenever it gets on. To be called again within
-- two minutes, or it falls silent.
CREATE OR REPLACE FUNCTION api.job_watch(token text) RETURNS TABLE (channel text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    PERFORM auth.enter(token);
    RETURN QUERY SELECT auth.job_watch();
END
$$;

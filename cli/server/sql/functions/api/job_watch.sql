-- Listens to the channel that rings with the id of a job of mine whenever it gets on. To be called again within
-- two minutes, or it falls silent.
CREATE OR REPLACE FUNCTION api.job_watch(token text) RETURNS TABLE (channel text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
BEGIN
    PERFORM auth.enter(token);
    channel := auth.job_watch();
    EXECUTE format('LISTEN %I', channel);
    RETURN NEXT;
END
$$;

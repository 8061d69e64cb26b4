-- How many jobs are in each state, and how long the oldest of them is.
CREATE OR REPLACE FUNCTION work.counts() RETURNS TABLE (status text, n bigint, oldest_s double precision)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY SELECT j.status, count(*), extract(epoch FROM now() - min(j.updated_at))::double precision
        FROM public.jobs j WHERE j.status NOT IN ('SUCCEEDED', 'FAILED', 'CANCELLED') GROUP BY j.status;
END
$$;

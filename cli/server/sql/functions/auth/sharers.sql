-- Who lets me see their 'totals', 'sessions' or 'titles' in some group that both of us are in. For
-- policies: which group it is about, the functions of `api` ask themselves.
CREATE OR REPLACE FUNCTION auth.sharers(what text) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    RETURN QUERY
    SELECT DISTINCT other.user_id
    FROM public.group_members mine JOIN public.group_members other ON other.group_id = mine.group_id
    WHERE mine.user_id = (SELECT auth.user_id())
        AND CASE what WHEN 'totals' THEN other.shares_totals WHEN 'sessions' THEN other.shares_sessions
            WHEN 'titles' THEN other.shares_titles ELSE false END;
END
$$;

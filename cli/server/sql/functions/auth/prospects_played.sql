-- Whether a person had played on a day before this transaction.
CREATE OR REPLACE FUNCTION auth.prospects_played(person uuid, day date) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    RETURN EXISTS (SELECT FROM public.practice_sessions s
        WHERE s.user_id = person AND s.practice_date = day AND s.measured_ms > 0
            AND NOT EXISTS (SELECT FROM sync.changes c WHERE c.scope = person AND c.entity = 'session'
                AND c.row_id = s.session_id AND c.xid = pg_catalog.pg_current_xact_id()));
END
$$;

CREATE OR REPLACE FUNCTION inside.scope_kind(scope uuid) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    RETURN CASE scope WHEN '00000000-0000-0000-0000-000000000001' THEN 'board'
        WHEN auth.user_id() THEN 'me' ELSE 'group' END;
END
$$;

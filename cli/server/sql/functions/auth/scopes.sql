-- What the caller may follow: herself, her groups, the board. Nothing for nobody.
CREATE OR REPLACE FUNCTION auth.scopes() RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    me uuid := auth.user_id();
BEGIN
    IF me IS NULL THEN
        RETURN;
    END IF;
    RETURN NEXT me;
    RETURN NEXT '00000000-0000-0000-0000-000000000001'::uuid;
    RETURN QUERY SELECT m.group_id FROM public.group_members m WHERE m.user_id = me;
END
$$;

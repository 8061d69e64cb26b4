-- Makes me a member by an invitation code, however it was typed: in small letters, with or without
-- its dashes, O for 0, I or L for 1.
CREATE OR REPLACE FUNCTION api.group_join_code(token text, code text) RETURNS TABLE (group_id uuid, group_name text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    me uuid := auth.enter(token);
    plain text := pg_catalog.translate(pg_catalog.upper(coalesce(code, '')), 'OIL- ', '011');
    this uuid := auth.group_use_code(plain);
BEGIN
    PERFORM auth.group_admit(this, 'member');
    RETURN QUERY SELECT g.group_id, g.group_name FROM public.groups g WHERE g.group_id = this;
END
$$;

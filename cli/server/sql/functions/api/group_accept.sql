-- Accepts an invitation to me, named by its group.
CREATE OR REPLACE FUNCTION api.group_accept(token text, reference text) RETURNS TABLE (group_id uuid, group_name text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    me uuid := auth.enter(token);
    this uuid := inside.group_invited(reference);
BEGIN
    PERFORM auth.group_admit(this, 'member');
    RETURN QUERY SELECT g.group_id, g.group_name FROM public.groups g WHERE g.group_id = this;
END
$$;

-- Ends a group, for its owner.
CREATE OR REPLACE FUNCTION api.group_delete(token text, reference text) RETURNS TABLE (group_id uuid, group_name text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    me uuid := auth.enter(token);
    this uuid := inside.group_mine(reference);
    name text := (SELECT g.group_name FROM public.groups g WHERE g.group_id = this);
BEGIN
    PERFORM inside.require(auth.has_role(this, 'owner'), 'PR403', 'only the owner can delete a group');
    DELETE FROM public.groups g WHERE g.group_id = this;
    RETURN QUERY SELECT this, name;
END
$$;

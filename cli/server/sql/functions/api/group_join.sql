-- Makes me a member of a public group, or of one that I am invited to.
CREATE OR REPLACE FUNCTION api.group_join(token text, reference text) RETURNS TABLE (group_id uuid, group_name text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    me uuid := auth.enter(token);
    this uuid := inside.group_seen(reference);
BEGIN
    PERFORM inside.require(this IN (SELECT auth.invited_groups()) OR NOT auth.group_was_removed(this), 'PR403',
        'you were removed from this group', 'an invitation of your own brings you back');
    PERFORM auth.group_admit(this, 'member');
    RETURN QUERY SELECT g.group_id, g.group_name FROM public.groups g WHERE g.group_id = this;
END
$$;

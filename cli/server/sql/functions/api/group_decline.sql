-- Declines an invitation to me, named by its group. To accept one is to join.
CREATE OR REPLACE FUNCTION api.group_decline(token text, reference text) RETURNS TABLE (group_id uuid, group_name text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    me uuid := auth.enter(token);
    this uuid := inside.group_invited(reference);
    name text := (SELECT g.group_name FROM public.groups g WHERE g.group_id = this);
BEGIN
    UPDATE public.invitations i SET answer = 'declined', answered_at = pg_catalog.now()
    WHERE i.group_id = this AND i.user_id = me AND i.answer IS NULL AND i.revoked_at IS NULL;
    RETURN QUERY SELECT this, name;
END
$$;

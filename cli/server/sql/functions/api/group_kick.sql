-- Sends a member away: admins send members, the owner everybody else. They come back only by an
-- invitation of their own, and codes that they made are good for nobody any more.
CREATE OR REPLACE FUNCTION api.group_kick(token text, reference text, person text)
RETURNS TABLE (user_id uuid, nickname text, group_name text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    me uuid := auth.enter(token);
    this uuid := inside.group_mine(reference);
    whom uuid;
    name text := (SELECT g.group_name FROM public.groups g WHERE g.group_id = this);
BEGIN
    PERFORM inside.require(auth.has_role(this, 'admin'), 'PR403', 'only the owner and the admins can remove members');
    PERFORM FROM public.groups g WHERE g.group_id = this FOR UPDATE;
    whom := inside.group_person(this, person);
    PERFORM inside.require(whom <> me, 'PR422', 'you cannot remove yourself', 'go with: practice group leave');
    DELETE FROM public.group_members m
    WHERE m.group_id = this AND m.user_id = whom AND (m.role = 'member' OR (m.role = 'admin' AND auth.has_role(this, 'owner')));
    PERFORM inside.require(FOUND, 'PR403', 'only the owner can remove an admin, and nobody the owner');
    INSERT INTO public.group_removals (group_id, user_id) VALUES (this, whom) ON CONFLICT DO NOTHING;
    UPDATE public.invitations i SET revoked_at = pg_catalog.now()
    WHERE i.group_id = this AND (i.user_id = whom OR (i.invited_by = whom AND i.code_hash IS NOT NULL))
        AND i.answer IS NULL AND i.revoked_at IS NULL;
    PERFORM inside.notify(whom, 'group', 'Removed from a group', pg_catalog.format('You are no longer in %s.', name),
        pg_catalog.jsonb_build_object('group_id', this, 'about', name, 'state', 'removed'));
    RETURN QUERY SELECT whom, (SELECT u.nickname FROM public.users u WHERE u.user_id = whom), name;
END
$$;

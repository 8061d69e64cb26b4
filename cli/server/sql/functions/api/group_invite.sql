-- Invites a person by nickname; asking again makes it last longer.
CREATE OR REPLACE FUNCTION api.group_invite(token text, reference text, person text, valid_s double precision)
RETURNS TABLE (invitation_id uuid, nickname text, expires_at timestamptz, group_name text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    me uuid := auth.enter(token);
    this uuid := inside.group_mine(reference);
    ends timestamptz;
    whom uuid;
    their_name text;
    this_name text;
    my_name text;
BEGIN
    PERFORM inside.group_may_invite(this, valid_s);
    ends := pg_catalog.now() + pg_catalog.make_interval(secs => valid_s);
    SELECT g.group_name INTO this_name FROM public.groups g WHERE g.group_id = this;
    SELECT u.user_id, u.nickname INTO whom, their_name FROM public.users u
    WHERE u.user_id = auth.person_named(person);
    PERFORM inside.require(whom IS NOT NULL, 'PR404',
        pg_catalog.format('there is nobody called ''%s'' in this studio', pg_catalog.left(person, 80)));
    PERFORM inside.require(NOT inside.is_member(this, whom), 'PR409',
        pg_catalog.format('''%s'' is in this group already', their_name));
    PERFORM inside.require(NOT EXISTS (SELECT FROM public.invitations i WHERE i.group_id = this AND i.user_id = whom
            AND i.answer = 'declined' AND i.answered_at > pg_catalog.now() - interval '7 days'), 'PR409',
        pg_catalog.format('''%s'' declined in the last 7 days', their_name));
    INSERT INTO public.invitations AS i (group_id, invited_by, user_id, expires_at)
    VALUES (this, me, whom, ends)
    ON CONFLICT (group_id, user_id) WHERE user_id IS NOT NULL AND answer IS NULL AND revoked_at IS NULL
    DO UPDATE SET expires_at = EXCLUDED.expires_at, invited_by = EXCLUDED.invited_by;
    SELECT u.nickname INTO my_name FROM public.users u WHERE u.user_id = me;
    PERFORM inside.notify(whom, 'invitation', 'Invitation to a group',
        pg_catalog.format('%s invites you to %s.', my_name, this_name),
        pg_catalog.jsonb_build_object('group_id', this, 'actor', my_name, 'about', this_name,
            'gather', 'invitation:' || this));
    RETURN QUERY SELECT i.invitation_id, their_name, i.expires_at, this_name
    FROM public.invitations i
    WHERE i.group_id = this AND i.user_id = whom AND i.answer IS NULL AND i.revoked_at IS NULL;
END
$$;

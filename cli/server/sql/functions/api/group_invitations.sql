-- The invitations that wait for an answer: mine, or those of a group for its owner and admins.
CREATE OR REPLACE FUNCTION api.group_invitations(token text, reference text)
RETURNS TABLE (invitation_id uuid, group_id uuid, group_name text, person text, invited_by text, code_end text,
    n_uses integer, max_uses integer, created_at timestamptz, expires_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    me uuid := auth.enter(token);
    this uuid := CASE WHEN reference IS NOT NULL THEN inside.group_mine(reference) END;
BEGIN
    PERFORM inside.require(this IS NULL OR auth.has_role(this, 'admin'), 'PR403',
        'only the owner and the admins see a group''s invitations');
    RETURN QUERY
    SELECT i.invitation_id, g.group_id, g.group_name, whom.nickname, host.nickname, i.code_end, i.n_uses, i.max_uses,
        i.created_at, i.expires_at
    FROM public.invitations i JOIN public.groups g ON g.group_id = i.group_id
        LEFT JOIN public.users whom ON whom.user_id = i.user_id
        LEFT JOIN public.users host ON host.user_id = i.invited_by
    WHERE (i.group_id = this OR (this IS NULL AND i.user_id = me))
        AND i.answer IS NULL AND i.revoked_at IS NULL AND i.expires_at > pg_catalog.now()
        AND (i.max_uses IS NULL OR i.n_uses < i.max_uses)
    ORDER BY i.created_at, i.invitation_id;
END
$$;

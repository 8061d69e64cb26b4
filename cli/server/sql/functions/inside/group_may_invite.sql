-- Raises unless I may invite to this group for so long; forgets invitations that ended a month ago.
CREATE OR REPLACE FUNCTION inside.group_may_invite(group_id uuid, valid_s double precision) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
BEGIN
    PERFORM inside.require(auth.has_role(group_may_invite.group_id, 'admin'), 'PR403',
        'only the owner and the admins can invite');
    PERFORM inside.require(valid_s BETWEEN 1 AND 31622400, 'PR422', 'an invitation holds for up to a year');
    DELETE FROM public.invitations i WHERE i.group_id = group_may_invite.group_id
        AND least(i.expires_at, i.revoked_at, i.answered_at) < pg_catalog.now() - interval '30 days';
    PERFORM inside.require((SELECT pg_catalog.count(*) FROM public.invitations i
            WHERE i.group_id = group_may_invite.group_id AND i.answer IS NULL AND i.revoked_at IS NULL
                AND i.expires_at > pg_catalog.now()) < 200, 'PR409',
        'this group has 200 open invitations', 'take some back with: practice group revoke');
END
$$;

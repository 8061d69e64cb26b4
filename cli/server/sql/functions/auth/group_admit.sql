-- Makes me a member of a group: the only way in. Whether I may come is decided by who calls this;
-- that there is a place is decided here, under the lock of the group's row, so that fifty at once
-- never get the last one twice. Raises PR404, PR409 (in already, full, in too many groups).
CREATE OR REPLACE FUNCTION auth.group_admit(group_id uuid, role text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    me uuid := auth.user_id();
    name text;
    most integer;
BEGIN
    SELECT g.group_name, g.max_members INTO name, most
    FROM public.groups g WHERE g.group_id = group_admit.group_id FOR UPDATE;
    PERFORM inside.require(FOUND AND me IS NOT NULL, 'PR404', 'there is no such group any more');
    PERFORM inside.require(NOT auth.is_member(group_admit.group_id), 'PR409',
        pg_catalog.format('you are in the group ''%s'' already', name));
    PERFORM inside.require(auth.group_size(group_admit.group_id) < most, 'PR409',
        pg_catalog.format('the group ''%s'' is full: it has %s members', name, most),
        'its owner can raise --max-members with: practice group edit');
    PERFORM inside.require((SELECT pg_catalog.count(*) FROM public.group_members m WHERE m.user_id = me) < 200,
        'PR409', 'you are in 200 groups, which is as many as one may be in');
    INSERT INTO public.group_members (group_id, user_id, role) VALUES (group_admit.group_id, me, group_admit.role);
    DELETE FROM public.group_removals r WHERE r.group_id = group_admit.group_id AND r.user_id = me;
    UPDATE public.invitations i SET answer = 'accepted', answered_at = pg_catalog.now()
    WHERE i.group_id = group_admit.group_id AND i.user_id = me AND i.answer IS NULL AND i.revoked_at IS NULL;
END
$$;

-- Gives a member another role: the owner decides. To make somebody the owner is to hand the group
-- over; who had it becomes an admin.
CREATE OR REPLACE FUNCTION api.group_role(token text, reference text, person text, role text)
RETURNS TABLE (user_id uuid, nickname text, group_name text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    me uuid := auth.enter(token);
    this uuid := inside.group_mine(reference);
    whom uuid;
    name text;
BEGIN
    SELECT g.group_name INTO name FROM public.groups g WHERE g.group_id = this FOR UPDATE;
    PERFORM inside.require(auth.has_role(this, 'owner'), 'PR403', 'only the owner can give roles');
    PERFORM inside.require(group_role.role IN ('owner', 'admin', 'member'), 'PR422',
        'a role is owner, admin or member');
    whom := inside.group_person(this, person);
    PERFORM inside.require(whom <> me OR group_role.role = 'owner', 'PR409', 'a group needs an owner',
        'make somebody else the owner: you become an admin');
    IF group_role.role = 'owner' AND whom <> me THEN
        UPDATE public.group_members m SET role = 'admin' WHERE m.group_id = this AND m.user_id = me;
        UPDATE public.groups g SET owner_id = whom, updated_at = pg_catalog.now() WHERE g.group_id = this;
    END IF;
    UPDATE public.group_members m SET role = group_role.role WHERE m.group_id = this AND m.user_id = whom;
    PERFORM inside.require(FOUND, 'PR404', 'this member has just gone');
    PERFORM inside.notify(whom, 'group', 'A new role', pg_catalog.format('You are %s of %s now.', group_role.role, name),
        pg_catalog.jsonb_build_object('group_id', this, 'about', name, 'state', group_role.role));
    RETURN QUERY SELECT whom, (SELECT u.nickname FROM public.users u WHERE u.user_id = whom), name;
END
$$;

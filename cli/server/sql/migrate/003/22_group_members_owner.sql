CREATE UNIQUE INDEX group_members_owner ON public.group_members (group_id) WHERE role = 'owner';

CREATE INDEX groups_owner ON public.groups (owner_id);

CREATE INDEX groups_public ON public.groups (name_key) WHERE is_public;

CREATE INDEX group_members_user ON public.group_members (user_id);

CREATE INDEX invitations_group ON public.invitations (group_id, created_at);

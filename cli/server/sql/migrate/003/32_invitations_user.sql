CREATE INDEX invitations_user ON public.invitations (user_id) WHERE user_id IS NOT NULL;

CREATE INDEX invitations_by ON public.invitations (invited_by) WHERE invited_by IS NOT NULL;

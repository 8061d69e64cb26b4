CREATE UNIQUE INDEX invitations_open ON public.invitations (group_id, user_id)
    WHERE user_id IS NOT NULL AND answer IS NULL AND revoked_at IS NULL;

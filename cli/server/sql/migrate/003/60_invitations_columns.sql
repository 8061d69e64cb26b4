GRANT SELECT, INSERT, DELETE, UPDATE (expires_at, invited_by, revoked_at, answer, answered_at)
    ON public.invitations TO practice_api;

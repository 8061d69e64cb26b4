CREATE UNIQUE INDEX notifications_gathered ON public.notifications (user_id, gather)
    WHERE gather IS NOT NULL AND NOT is_read;

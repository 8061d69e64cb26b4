CREATE INDEX notifications_expiry ON public.notifications (expires_at);

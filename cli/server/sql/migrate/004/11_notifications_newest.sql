CREATE INDEX notifications_newest ON public.notifications (user_id, created_at DESC, notification_id DESC);

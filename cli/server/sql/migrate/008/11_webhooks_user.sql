CREATE INDEX webhooks_user ON public.webhooks (user_id);

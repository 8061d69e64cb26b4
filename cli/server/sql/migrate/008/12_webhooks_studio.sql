CREATE INDEX webhooks_studio ON public.webhooks (webhook_id) WHERE is_studio;

CREATE INDEX webhook_deliveries_webhook ON public.webhook_deliveries (webhook_id);

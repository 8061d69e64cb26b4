CREATE INDEX webhook_deliveries_due ON public.webhook_deliveries (due_at, delivery_id);

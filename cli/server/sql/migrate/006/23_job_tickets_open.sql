CREATE INDEX job_tickets_open ON public.job_tickets (requested_at) WHERE answered_at IS NULL;

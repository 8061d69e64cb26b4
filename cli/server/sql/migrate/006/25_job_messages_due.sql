CREATE INDEX job_messages_due ON public.job_messages (leased_until, message_id);

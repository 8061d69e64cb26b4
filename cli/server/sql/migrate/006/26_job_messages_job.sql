CREATE INDEX job_messages_job ON public.job_messages (job_id);

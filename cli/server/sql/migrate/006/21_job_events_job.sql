CREATE INDEX job_events_job ON public.job_events (job_id, event_id);

CREATE INDEX jobs_finished ON public.jobs (finished_at) WHERE finished_at IS NOT NULL;

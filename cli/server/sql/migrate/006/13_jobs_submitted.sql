CREATE INDEX jobs_submitted ON public.jobs (submitted_by, created_at DESC, job_id DESC);

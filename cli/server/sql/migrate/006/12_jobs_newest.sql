CREATE INDEX jobs_newest ON public.jobs (user_id, created_at DESC, job_id DESC);

CREATE INDEX jobs_session ON public.jobs (session_id) WHERE session_id IS NOT NULL;

-- The same recording of the same person is one job, unless that came to nothing.
CREATE UNIQUE INDEX jobs_content ON public.jobs (user_id, sha256) WHERE status NOT IN ('FAILED', 'CANCELLED');

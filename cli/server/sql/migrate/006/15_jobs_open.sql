-- What housekeeping looks through: all that is under way.
CREATE INDEX jobs_open ON public.jobs (status, updated_at) WHERE status NOT IN ('SUCCEEDED', 'FAILED', 'CANCELLED');

GRANT SELECT, INSERT, UPDATE (status, stage, progress, failure_class, failure, leased_until, ingested_at, finished_at,
    updated_at) ON public.jobs TO practice_api;

-- Forced row security: a person sees and changes what is her own, but no secret; workers deliver;
-- the triggers of jobs write the outbox.
DO $$
DECLARE
    name regclass;
BEGIN
    FOREACH name IN ARRAY ARRAY['public.webhooks', 'public.webhook_deliveries']::regclass[] LOOP
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY job_all ON %s FOR ALL TO practice_job USING (true) WITH CHECK (true)', name);
        EXECUTE format('CREATE POLICY auth_read ON %s FOR SELECT TO practice_auth USING (true)', name);
        EXECUTE format('GRANT SELECT ON %s TO practice_auth', name);
    END LOOP;
    GRANT SELECT ON public.webhooks TO practice_job;
    GRANT UPDATE (last_at, last_status, last_failure, failing_since, disabled_at) ON public.webhooks TO practice_job;
    GRANT SELECT, DELETE, UPDATE (n_tries, due_at) ON public.webhook_deliveries TO practice_job;
    GRANT UPDATE (secret, old_secret, old_until) ON public.webhooks TO practice_auth;
    CREATE POLICY auth_change ON public.webhooks FOR UPDATE TO practice_auth USING (true) WITH CHECK (true);
    GRANT INSERT ON public.webhook_deliveries TO practice_auth;
    CREATE POLICY auth_add ON public.webhook_deliveries FOR INSERT TO practice_auth WITH CHECK (true);
END
$$;

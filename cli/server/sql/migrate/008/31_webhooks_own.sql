-- Only who watches over the studio may ask for everybody's jobs.
DO $$
BEGIN
    GRANT SELECT (webhook_id, user_id, is_studio, url, created_at, last_at, last_status, last_failure, failing_since,
        disabled_at), DELETE ON public.webhooks TO practice_api;
    GRANT INSERT (user_id, is_studio, url, secret) ON public.webhooks TO practice_api;
    GRANT UPDATE (failing_since, disabled_at) ON public.webhooks TO practice_api;
    CREATE POLICY api_read ON public.webhooks FOR SELECT TO practice_api USING (user_id = (SELECT auth.user_id()));
    CREATE POLICY api_add ON public.webhooks FOR INSERT TO practice_api
        WITH CHECK (user_id = (SELECT auth.user_id()) AND (NOT is_studio OR (SELECT auth.is_admin())));
    CREATE POLICY api_change ON public.webhooks FOR UPDATE TO practice_api
        USING (user_id = (SELECT auth.user_id())) WITH CHECK (user_id = (SELECT auth.user_id()));
    CREATE POLICY api_remove ON public.webhooks FOR DELETE TO practice_api USING (user_id = (SELECT auth.user_id()));
    GRANT SELECT ON public.webhook_deliveries TO practice_api;
    CREATE POLICY api_read ON public.webhook_deliveries FOR SELECT TO practice_api
        USING (webhook_id IN (SELECT w.webhook_id FROM public.webhooks w));
END
$$;

-- Takes away what is past its time: analyses and notifications after 90 days, finished jobs after 7,
-- answered invitations after 30, uploads that never came after 2, webhooks that nobody took after 3. The moment is a parameter so that
-- the clock can be moved. At most 5000 of each; how many of which.
CREATE OR REPLACE FUNCTION work.housekeep(moment timestamptz) RETURNS TABLE (what text, n bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
BEGIN
    DELETE FROM public.session_analyses WHERE session_id IN (SELECT a.session_id FROM public.session_analyses a
        WHERE a.created_at < moment - interval '90 days' LIMIT 5000);
    what := 'analyses'; GET DIAGNOSTICS n = ROW_COUNT; RETURN NEXT;
    DELETE FROM public.notifications WHERE notification_id IN (SELECT o.notification_id FROM public.notifications o
        WHERE o.expires_at < moment LIMIT 5000);
    what := 'notifications'; GET DIAGNOSTICS n = ROW_COUNT; RETURN NEXT;
    DELETE FROM public.invitations WHERE invitation_id IN (SELECT i.invitation_id FROM public.invitations i
        WHERE i.answered_at < moment - interval '30 days' LIMIT 5000);
    what := 'invitations'; GET DIAGNOSTICS n = ROW_COUNT; RETURN NEXT;
    DELETE FROM public.jobs WHERE job_id IN (SELECT j.job_id FROM public.jobs j
        WHERE j.finished_at < moment - interval '7 days' LIMIT 5000);
    what := 'jobs'; GET DIAGNOSTICS n = ROW_COUNT; RETURN NEXT;
    UPDATE public.jobs SET status = 'CANCELLED', finished_at = now(), updated_at = now(),
            failure = 'the recording was never uploaded'
        WHERE job_id IN (SELECT j.job_id FROM public.jobs j
            WHERE j.status = 'CREATED' AND j.created_at < moment - interval '2 days' LIMIT 5000);
    what := 'uploads'; GET DIAGNOSTICS n = ROW_COUNT; RETURN NEXT;
    DELETE FROM public.job_tickets WHERE expires_at < moment;
    what := 'tickets'; GET DIAGNOSTICS n = ROW_COUNT; RETURN NEXT;
    DELETE FROM public.webhook_deliveries d WHERE d.created_at < moment - interval '3 days';
    what := 'webhooks'; GET DIAGNOSTICS n = ROW_COUNT; RETURN NEXT;
END
$$;

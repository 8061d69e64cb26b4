-- What housekeeping needs of others' tables: to take away what is past its time.
DO $$
BEGIN
    GRANT SELECT (notification_id, user_id, expires_at), DELETE ON public.notifications TO practice_job;
    CREATE POLICY job_read ON public.notifications FOR SELECT TO practice_job USING (true);
    CREATE POLICY job_remove ON public.notifications FOR DELETE TO practice_job USING (true);
    GRANT SELECT (invitation_id, answered_at), DELETE ON public.invitations TO practice_job;
    CREATE POLICY job_read ON public.invitations FOR SELECT TO practice_job USING (true);
    CREATE POLICY job_remove ON public.invitations FOR DELETE TO practice_job USING (true);
    GRANT SELECT (recording_id, file_path, deleted_at), UPDATE (deleted_at) ON public.recording_files TO practice_job;
    CREATE POLICY job_read ON public.recording_files FOR SELECT TO practice_job USING (true);
    CREATE POLICY job_change ON public.recording_files FOR UPDATE TO practice_job USING (true) WITH CHECK (true);
END
$$;

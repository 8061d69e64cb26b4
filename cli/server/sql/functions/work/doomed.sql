-- Recordings that nobody needs any more and that may still be in the store: of jobs that are over
-- for a minute or more, unless they can be tried again, and of those that are gone.
CREATE OR REPLACE FUNCTION work.doomed(moment timestamptz, most integer) RETURNS TABLE (object_key text, upload_id text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY (SELECT d.object_key, d.upload_id FROM public.doomed_recordings d ORDER BY d.doomed_at LIMIT most)
    UNION ALL (SELECT j.object_key, j.upload_id FROM public.jobs j
        WHERE j.finished_at < moment - interval '1 minute' AND j.recording_deleted_at IS NULL
            AND j.failure_class IS DISTINCT FROM 'passing'
        ORDER BY j.finished_at LIMIT most);
END
$$;

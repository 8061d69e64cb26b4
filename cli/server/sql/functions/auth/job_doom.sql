-- A job that goes leaves word of its recording, which is to go too.
CREATE OR REPLACE FUNCTION auth.job_doom() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    IF OLD.recording_deleted_at IS NULL THEN
        INSERT INTO public.doomed_recordings (object_key, upload_id) VALUES (OLD.object_key, OLD.upload_id)
        ON CONFLICT DO NOTHING;
    END IF;
    RETURN OLD;
END
$$;

-- The store has no recording of that key any more.
CREATE OR REPLACE FUNCTION work.recording_deleted(object_key text) RETURNS TABLE (is_done boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
BEGIN
    UPDATE public.jobs j SET recording_deleted_at = now()
        WHERE j.object_key = recording_deleted.object_key AND j.finished_at IS NOT NULL
            AND j.recording_deleted_at IS NULL;
    UPDATE public.recording_files f SET deleted_at = now()
        WHERE f.file_path = recording_deleted.object_key AND f.deleted_at IS NULL;
    DELETE FROM public.doomed_recordings d WHERE d.object_key = recording_deleted.object_key;
    is_done := true;
    RETURN NEXT;
END
$$;

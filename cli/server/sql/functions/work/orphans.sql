-- Of keys that the store lists, those that no job needs: nobody else would ever delete them.
CREATE OR REPLACE FUNCTION work.orphans(keys text[]) RETURNS TABLE (object_key text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY SELECT k.name FROM unnest(keys) k (name)
        WHERE NOT EXISTS (SELECT FROM public.jobs j WHERE j.object_key = k.name
            AND (j.finished_at IS NULL OR (j.failure_class = 'passing' AND j.recording_deleted_at IS NULL)));
END
$$;

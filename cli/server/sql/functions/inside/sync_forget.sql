-- What need not be kept: answers, tombstones and journals of more than 180 days ago.
CREATE OR REPLACE FUNCTION inside.sync_forget() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    me uuid := auth.user_id();
BEGIN
    DELETE FROM sync.tombstones t WHERE t.user_id = me AND t.deleted_at < now() - interval '180 days';
    DELETE FROM sync.devices d WHERE d.user_id = me AND d.last_sync_at < now() - interval '400 days';
    PERFORM auth.forget_changes();
END
$$;

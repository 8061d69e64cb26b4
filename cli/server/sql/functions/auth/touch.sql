-- Notes that a row of a scope changed, and wakes those who watch it; inside.touch() is the door. The
-- newest change of a row is one row, whatever transaction it came from: one that waited for another's
-- row lock is still running, so no reader can have passed its xid.
CREATE OR REPLACE FUNCTION auth.touch(scope uuid, entity text, row_id uuid, is_deleted boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
BEGIN
    INSERT INTO sync.changes AS c (scope, entity, row_id, xid, is_deleted)
    VALUES (touch.scope, touch.entity, touch.row_id, pg_current_xact_id(), touch.is_deleted)
    ON CONFLICT (scope, entity, row_id) DO UPDATE
    SET xid = excluded.xid, change_id = DEFAULT, is_deleted = excluded.is_deleted, changed_at = excluded.changed_at;
    IF EXISTS (SELECT FROM sync.watches w WHERE w.scope = touch.scope AND w.until > now()) THEN
        PERFORM pg_notify(auth.channel(touch.scope), '');
    END IF;
END
$$;

-- The same for comments. One whose author went (her account was erased) loses its text with her.
CREATE OR REPLACE FUNCTION inside.comment_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    me constant uuid := auth.user_id();
BEGIN
    IF NEW.user_id IS NULL THEN
        NEW.content := '';
        NEW.deleted_at := coalesce(OLD.deleted_at, pg_catalog.now());
        RETURN NEW;
    END IF;
    PERFORM inside.require(me IS NULL OR me = OLD.user_id OR NEW.content = OLD.content,
        'PR403', 'only its author may edit a comment');
    RETURN NEW;
END
$$;

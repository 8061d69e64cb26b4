CREATE OR REPLACE FUNCTION inside.session_touch() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM auth.touch(OLD.user_id, 'session', OLD.session_id, true);
    ELSE
        PERFORM auth.touch(NEW.user_id, 'session', NEW.session_id, false);
    END IF;
    RETURN NULL;
END
$$;

-- Tells a person's devices about a row of her inbox.
CREATE OR REPLACE FUNCTION inside.notification_touch() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM inside.touch(OLD.user_id, 'notification', OLD.notification_id, true);
    ELSE
        PERFORM inside.touch(NEW.user_id, 'notification', NEW.notification_id, false);
    END IF;
    RETURN NULL;
END
$$;

-- A group's row is part of its own scope.
CREATE OR REPLACE FUNCTION inside.group_touch() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM inside.touch(OLD.group_id, 'group', OLD.group_id, true);
    ELSE
        PERFORM inside.touch(NEW.group_id, 'group', NEW.group_id, false);
    END IF;
    RETURN NULL;
END
$$;

-- A member's row is part of the group's scope.
CREATE OR REPLACE FUNCTION inside.member_touch() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM inside.touch(OLD.group_id, 'member', OLD.member_id, true);
    ELSE
        PERFORM inside.touch(NEW.group_id, 'member', NEW.member_id, false);
    END IF;
    RETURN NULL;
END
$$;

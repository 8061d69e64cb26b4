CREATE OR REPLACE FUNCTION inside.goal_touch() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM auth.touch(OLD.user_id, 'goal', OLD.goal_id, true);
    ELSE
        PERFORM auth.touch(NEW.user_id, 'goal', NEW.goal_id, false);
    END IF;
    RETURN NULL;
END
$$;

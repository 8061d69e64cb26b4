-- Tells a person's devices about an achievement.
CREATE OR REPLACE FUNCTION inside.achievement_touch() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM inside.touch(OLD.user_id, 'achievement', OLD.user_achievement_id, true);
    ELSE
        PERFORM inside.touch(NEW.user_id, 'achievement', NEW.user_achievement_id, false);
    END IF;
    RETURN NULL;
END
$$;

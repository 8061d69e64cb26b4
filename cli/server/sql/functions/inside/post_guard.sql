-- Row security says who may change a row, this says what of it: the words are the author's, hiding
-- is for those who watch over the board or the group. Work of the studio itself has no person.
CREATE OR REPLACE FUNCTION inside.post_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    me constant uuid := auth.user_id();
BEGIN
    IF me IS NULL THEN
        RETURN NEW;
    END IF;
    IF me <> OLD.user_id THEN
        PERFORM inside.require((NEW.title, NEW.content, NEW.category, NEW.manual_tags)
            IS NOT DISTINCT FROM (OLD.title, OLD.content, OLD.category, OLD.manual_tags),
            'PR403', 'only its author may edit a post');
    END IF;
    IF NEW.is_hidden <> OLD.is_hidden THEN
        PERFORM inside.require(inside.may_watch(OLD.group_id), 'PR403', 'only admins may hide a post');
    END IF;
    RETURN NEW;
END
$$;

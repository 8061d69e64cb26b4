-- What a person is nearest to is no longer known.
CREATE OR REPLACE FUNCTION auth.prospects_forget() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    DELETE FROM auth.prospects p WHERE p.user_id = OLD.user_id OR p.user_id = NEW.user_id;
    RETURN NULL;
END
$$;

-- A person looked at a post for the first time on a day.
CREATE OR REPLACE FUNCTION auth.view_count() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    UPDATE public.posts p SET view_count = p.view_count + 1 WHERE p.post_id = NEW.post_id;
    RETURN NULL;
END
$$;

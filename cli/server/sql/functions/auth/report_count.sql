-- How many reports of a post, or of comments under it, nobody has dealt with yet.
CREATE OR REPLACE FUNCTION auth.report_count() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        UPDATE public.posts p SET report_count = p.report_count + 1 WHERE p.post_id = NEW.post_id;
    ELSE
        UPDATE public.posts p SET report_count = p.report_count - 1 WHERE p.post_id = OLD.post_id;
    END IF;
    RETURN NULL;
END
$$;

-- How many comments of a post can be read; a post takes no more than 10,000.
CREATE OR REPLACE FUNCTION auth.comment_count() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    n integer := 0;
    total integer;
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.deleted_at IS NULL THEN
        n := n - 1;
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.deleted_at IS NULL THEN
        n := n + 1;
    END IF;
    IF n <> 0 THEN
        UPDATE public.posts p SET comment_count = p.comment_count + n
        WHERE p.post_id = CASE TG_OP WHEN 'DELETE' THEN OLD.post_id ELSE NEW.post_id END
        RETURNING p.comment_count INTO total;
    END IF;
    IF n > 0 AND total > 10000 THEN
        RAISE EXCEPTION USING ERRCODE = 'PR409', MESSAGE = 'the post has 10000 comments and takes no more';
    END IF;
    RETURN NULL;
END
$$;

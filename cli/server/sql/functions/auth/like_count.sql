-- Follows the rows of likes. The row liked is locked by its update, so counts are exact whoever
-- else likes it now.
CREATE OR REPLACE FUNCTION auth.like_count() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    n constant integer := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
    one constant record := CASE TG_OP WHEN 'INSERT' THEN NEW ELSE OLD END;
BEGIN
    UPDATE public.posts p SET like_count = p.like_count + n WHERE p.post_id = one.post_id;
    UPDATE public.comments c SET like_count = c.like_count + n WHERE c.comment_id = one.comment_id;
    RETURN NULL;
END
$$;

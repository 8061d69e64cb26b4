-- Likes a post or a comment, or likes it no more; twice is once. Returns how many like it now.
CREATE OR REPLACE FUNCTION api.post_like(token text, reference text, is_liked boolean)
RETURNS TABLE (entity text, row_id uuid, like_count integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    PERFORM auth.enter(token);
    RETURN QUERY SELECT * FROM inside.like_put(reference, is_liked, NULL);
END
$$;

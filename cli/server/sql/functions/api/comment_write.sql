-- Comments on a post or replies to a comment; see inside.comment_put().
CREATE OR REPLACE FUNCTION api.comment_write(token text, id uuid, reference text, content text)
RETURNS TABLE (comment_id uuid, post_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_variable
BEGIN
    PERFORM auth.enter(token);
    RETURN QUERY SELECT * FROM inside.comment_put(id, reference, content);
END
$$;

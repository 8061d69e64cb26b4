-- Puts a post on the board, or before a group of mine; see inside.post_put().
CREATE OR REPLACE FUNCTION api.post_write(token text, id uuid, title text, content text, category text,
    tags text[], group_reference text, session jsonb)
RETURNS TABLE (post_id uuid, auto_tags text[], manual_tags text[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_variable
BEGIN
    PERFORM auth.enter(token);
    RETURN QUERY SELECT * FROM inside.post_put(id, title, content, category, tags, group_reference, session);
END
$$;

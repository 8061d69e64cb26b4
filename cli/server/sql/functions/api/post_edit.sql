-- Changes what is not NULL of a post or a comment of mine; what it was is kept. A comment has a text only.
CREATE OR REPLACE FUNCTION api.post_edit(token text, reference text, title text, content text, category text,
    tags text[])
RETURNS TABLE (entity text, row_id uuid, post_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    PERFORM auth.enter(token);
    RETURN QUERY SELECT e.entity, e.row_id, e.post_id
        FROM inside.text_edit(reference, title, content, category, tags) e;
END
$$;

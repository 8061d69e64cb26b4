-- The words of a post, checked: what api.post_write() and api.post_edit() have in common.
CREATE OR REPLACE FUNCTION inside.post_ready(INOUT title text, INOUT content text, INOUT category text)
LANGUAGE plpgsql IMMUTABLE SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    title := inside.clean(title, 1, 200, 'title');
    content := inside.clean(content, 0, 20000, 'post');
    category := coalesce(category, 'general');
    PERFORM inside.require(category IN ('tip', 'question', 'free', 'general'), 'PR422', 'there is no such category',
        'tip, question, free or general');
END
$$;

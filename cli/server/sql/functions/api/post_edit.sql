-- Changes what is not NULL of a post or a comment of mine; what it was is kept. A comment has a text only.
CREATE OR REPLACE FUNCTION api.post_edit(token text, reference text, title text, content text, category text,
    tags text[])
RETURNS TABLE (entity text, row_id uuid, post_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_variable
DECLARE
    me constant uuid := auth.enter(token);
    this record;
BEGIN
    this := inside.board_find(reference, NULL);
    PERFORM inside.require(this.author_id = me, 'PR403', 'only its author may edit it');
    IF this.entity = 'post' THEN
        PERFORM inside.post_edit(this.row_id, title, content, category, tags);
    ELSE
        PERFORM inside.require(title IS NULL AND category IS NULL AND tags IS NULL, 'PR422',
            'a comment has neither title, category nor tags');
        PERFORM inside.comment_edit(this.row_id, content);
    END IF;
    RETURN QUERY SELECT this.entity, this.row_id, this.post_id;
END
$$;

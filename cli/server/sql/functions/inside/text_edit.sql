-- Changes what is not NULL of a post or a comment of the caller's, and tells which it is. A comment has a
-- text only.
CREATE OR REPLACE FUNCTION inside.text_edit(reference text, title text, content text, category text, tags text[],
    OUT entity text, OUT row_id uuid, OUT post_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    this record;
BEGIN
    this := inside.board_find(reference, NULL);
    PERFORM inside.require(this.author_id = auth.user_id(), 'PR403', 'only its author may edit it');
    IF this.entity = 'post' THEN
        PERFORM inside.post_edit(this.row_id, title, content, category, tags);
    ELSE
        PERFORM inside.require(title IS NULL AND category IS NULL AND tags IS NULL, 'PR422',
            'a comment has neither title, category nor tags');
        PERFORM inside.comment_edit(this.row_id, content);
    END IF;
    entity := this.entity;
    row_id := this.row_id;
    post_id := this.post_id;
END
$$;

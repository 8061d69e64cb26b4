-- Deletes a post of the caller's with everything below it, or a comment. A comment that was answered keeps
-- its place, without author and text.
CREATE OR REPLACE FUNCTION inside.text_delete(reference text, OUT entity text, OUT row_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    this record;
BEGIN
    this := inside.board_find(reference, NULL);
    PERFORM inside.require(this.author_id = auth.user_id(), 'PR403', 'only its author may delete it',
        'practice post report asks the admins to look at it');
    IF this.entity = 'post' THEN
        DELETE FROM public.posts p WHERE p.post_id = this.row_id;
    ELSIF EXISTS (SELECT FROM public.comments c WHERE c.parent_comment_id = this.row_id) THEN
        UPDATE public.comments c SET user_id = NULL, updated_at = pg_catalog.now() WHERE c.comment_id = this.row_id;
    ELSE
        DELETE FROM public.comments c WHERE c.comment_id = this.row_id;
    END IF;
    entity := this.entity;
    row_id := this.row_id;
END
$$;

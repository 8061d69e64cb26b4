-- Deletes a post of mine with everything below it, or a comment of mine. A comment that was answered
-- keeps its place, without author and text.
CREATE OR REPLACE FUNCTION api.post_delete(token text, reference text)
RETURNS TABLE (entity text, row_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_variable
DECLARE
    me constant uuid := auth.enter(token);
    this record;
BEGIN
    this := inside.board_find(reference, NULL);
    PERFORM inside.require(this.author_id = me, 'PR403', 'only its author may delete it',
        'practice post report asks the admins to look at it');
    IF this.entity = 'post' THEN
        DELETE FROM public.posts p WHERE p.post_id = this.row_id;
    ELSIF EXISTS (SELECT FROM public.comments c WHERE c.parent_comment_id = this.row_id) THEN
        UPDATE public.comments c SET user_id = NULL, updated_at = pg_catalog.now() WHERE c.comment_id = this.row_id;
    ELSE
        DELETE FROM public.comments c WHERE c.comment_id = this.row_id;
    END IF;
    RETURN QUERY SELECT this.entity, this.row_id;
END
$$;

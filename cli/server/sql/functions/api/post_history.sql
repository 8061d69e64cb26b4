-- What a post or a comment was before each edit, oldest first, and last what it is now; for its author
-- and those who watch over the board or the group.
CREATE OR REPLACE FUNCTION api.post_history(token text, reference text)
RETURNS TABLE (until_ms bigint, title text, content text, category text, manual_tags text[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    me constant uuid := auth.enter(token);
    this record;
BEGIN
    this := inside.board_find(reference, NULL);
    PERFORM inside.require(this.author_id = me OR inside.may_watch(this.group_id), 'PR403',
        'only its author may see what it was');
    RETURN QUERY
        SELECT inside.millis(e.created_at), e.title, e.content, e.category, e.manual_tags
        FROM public.post_edits e
        WHERE CASE this.entity WHEN 'post' THEN e.post_id ELSE e.comment_id END = this.row_id
        ORDER BY e.created_at;
    RETURN QUERY SELECT NULL::bigint, p.title, p.content, p.category, p.manual_tags
        FROM public.posts p WHERE this.entity = 'post' AND p.post_id = this.row_id;
    RETURN QUERY SELECT NULL::bigint, NULL::text, c.content, NULL::text, NULL::text[]
        FROM public.comments c WHERE this.entity = 'comment' AND c.comment_id = this.row_id;
END
$$;

-- A comment as the devices of those who see it keep it.
CREATE OR REPLACE FUNCTION inside.document_comment(row_id uuid) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    RETURN (
    SELECT pg_catalog.jsonb_build_object('comment_id', c.comment_id, 'post_id', c.post_id, 'user_id', c.user_id,
        'author', u.nickname, 'parent_comment_id', c.parent_comment_id, 'content', c.content,
        'like_count', c.like_count, 'edited_at', c.edited_at, 'deleted_at', c.deleted_at, 'created_at', c.created_at)
    FROM public.comments c LEFT JOIN public.users u ON u.user_id = c.user_id
    WHERE c.comment_id = row_id);
END
$$;

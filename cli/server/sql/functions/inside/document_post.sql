-- A post as the devices of those who see it keep it.
CREATE OR REPLACE FUNCTION inside.document_post(row_id uuid) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    RETURN (
    SELECT pg_catalog.jsonb_build_object('post_id', p.post_id, 'user_id', p.user_id, 'author', u.nickname,
        'group_id', p.group_id, 'title', p.title, 'content', p.content, 'category', p.category,
        'auto_tags', p.auto_tags, 'manual_tags', p.manual_tags, 'session', p.session, 'like_count', p.like_count,
        'comment_count', p.comment_count, 'edited_at', p.edited_at, 'created_at', p.created_at)
    FROM public.posts p LEFT JOIN public.users u ON u.user_id = p.user_id
    WHERE p.post_id = row_id);
END
$$;

-- Tells the author of the post, and of the comment that was answered, about a comment; who is both is
-- told once.
CREATE OR REPLACE FUNCTION inside.comment_tell(id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    one record;
BEGIN
    SELECT c.content, c.post_id, u.nickname, p.title, p.user_id AS poster, above.user_id AS answered,
        pg_catalog.jsonb_build_object('post_id', c.post_id, 'comment_id', c.comment_id, 'actor', u.nickname,
            'about', p.title) AS data
    INTO one
    FROM public.comments c JOIN public.posts p ON p.post_id = c.post_id
        JOIN public.users u ON u.user_id = c.user_id
        LEFT JOIN public.comments above ON above.comment_id = c.parent_comment_id
    WHERE c.comment_id = id;
    IF one.answered IS NOT NULL THEN
        PERFORM inside.notify(one.answered, 'reply', one.nickname || ' answered you under ''' || one.title || '''',
            one.content, one.data);
    END IF;
    IF one.poster IS DISTINCT FROM one.answered THEN
        PERFORM inside.notify(one.poster, 'comment', one.nickname || ' commented on ''' || one.title || '''',
            one.content, one.data);
    END IF;
END
$$;

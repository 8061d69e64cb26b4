-- Tells an author that a text is liked, in one row of her inbox as long as that is not read: "Mina and
-- 2 others like 'Scales'".
CREATE OR REPLACE FUNCTION inside.like_tell(entity text, id uuid, author_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    who constant text := (SELECT u.nickname FROM public.users u WHERE u.user_id = auth.user_id());
    n bigint;
    what text;
    about text;
    post_id uuid;
BEGIN
    IF entity = 'post' THEN
        SELECT p.like_count, '''' || p.title || '''', p.title, p.post_id INTO n, what, about, post_id
        FROM public.posts p WHERE p.post_id = id;
    ELSE
        SELECT c.like_count, 'your comment under ''' || p.title || '''', p.title, p.post_id INTO n, what, about, post_id
        FROM public.comments c JOIN public.posts p ON p.post_id = c.post_id WHERE c.comment_id = id;
    END IF;
    PERFORM inside.notify(author_id, 'like', CASE n WHEN 1 THEN who || ' likes '
            WHEN 2 THEN who || ' and 1 other like ' ELSE pg_catalog.format('%s and %s others like ', who, n - 1) END || what,
        NULL, pg_catalog.jsonb_build_object('post_id', post_id, 'actor', who, 'n', n, 'about', about, 'gather', 'like:' || id)
            || CASE entity WHEN 'comment' THEN pg_catalog.jsonb_build_object('comment_id', id) ELSE '{}' END);
END
$$;

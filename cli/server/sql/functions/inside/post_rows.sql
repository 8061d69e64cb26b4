-- Posts as a reader gets them, in the order of ids [ids], their text cut to `most` characters. Row
-- security has the last word on which of them she sees.
CREATE OR REPLACE FUNCTION inside.post_rows(ids uuid[], most integer)
RETURNS TABLE (post_id uuid, author text, is_mine boolean, group_name text, title text, content text,
    category text, auto_tags text[], manual_tags text[], session jsonb, view_count integer, like_count integer,
    comment_count integer, report_count integer, is_liked boolean, is_hidden boolean, hidden_reason text,
    edited_ms bigint, created_ms bigint, cursor text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT p.post_id, u.nickname, p.user_id = (SELECT auth.user_id()), g.group_name, p.title,
        pg_catalog.left(p.content, most), p.category, p.auto_tags, p.manual_tags, p.session, p.view_count,
        p.like_count, p.comment_count, p.report_count,
        EXISTS (SELECT FROM public.likes l WHERE l.post_id = p.post_id AND l.user_id = (SELECT auth.user_id())),
        p.is_hidden, p.hidden_reason, inside.millis(p.edited_at), inside.millis(p.created_at),
        inside.board_cursor(p.created_at, p.post_id)
    FROM pg_catalog.unnest(ids) WITH ORDINALITY AS wanted (post_id, place)
        JOIN public.posts p ON p.post_id = wanted.post_id
        LEFT JOIN public.users u ON u.user_id = p.user_id
        LEFT JOIN public.groups g ON g.group_id = p.group_id
    ORDER BY wanted.place
$$;

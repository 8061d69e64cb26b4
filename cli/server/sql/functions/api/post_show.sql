-- A post that a person means. Looking at it counts, once for each person and day, but for its author.
CREATE OR REPLACE FUNCTION api.post_show(token text, reference text)
RETURNS TABLE (post_id uuid, author text, is_mine boolean, group_name text, title text, content text,
    category text, auto_tags text[], manual_tags text[], session jsonb, view_count integer, like_count integer,
    comment_count integer, report_count integer, is_liked boolean, is_hidden boolean, hidden_reason text,
    edited_ms bigint, created_ms bigint, cursor text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    me constant uuid := auth.enter(token);
    today constant date := (pg_catalog.now() AT TIME ZONE 'UTC')::date;
    this record;
BEGIN
    this := inside.board_find(reference, NULL);
    IF this.author_id IS DISTINCT FROM me OR this.entity = 'comment' THEN
        DELETE FROM public.post_views v WHERE v.user_id = me AND v.view_date < today;
        INSERT INTO public.post_views (user_id, post_id, view_date)
        SELECT me, p.post_id, today FROM public.posts p WHERE p.post_id = this.post_id AND p.user_id <> me
        ON CONFLICT DO NOTHING;
    END IF;
    RETURN QUERY SELECT * FROM inside.post_rows(ARRAY[this.post_id], 20000);
END
$$;

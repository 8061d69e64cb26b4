-- A page of my feed, highest first; see inside.feed_score(). The cursor carries the instant at which
-- the feed was opened, the score and the id.
CREATE OR REPLACE FUNCTION api.post_feed(token text, after text, most integer)
RETURNS TABLE (post_id uuid, author text, is_mine boolean, group_name text, title text, content text,
    category text, auto_tags text[], manual_tags text[], session jsonb, view_count integer, like_count integer,
    comment_count integer, report_count integer, is_liked boolean, is_hidden boolean, hidden_reason text,
    edited_ms bigint, created_ms bigint, cursor text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    opened timestamptz := pg_catalog.now();
    score double precision;
    id uuid;
BEGIN
    PERFORM auth.enter(token);
    PERFORM inside.require(most BETWEEN 1 AND 200, 'PR422', 'a page has 1 to 200 posts');
    IF coalesce(after, '') <> '' THEN
        PERFORM inside.require(after ~
            '^[0-9]{1,16}/-?[0-9]{1,9}(\.[0-9]{1,20})?(e-?[0-9]{1,2})?/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
            'PR422', 'this is no place in a feed', 'the line after a feed says how to go on');
        opened := '1970-01-01 00:00Z'::timestamptz
            + pg_catalog.split_part(after, '/', 1)::bigint * interval '1 microsecond';
        score := pg_catalog.split_part(after, '/', 2);
        id := pg_catalog.split_part(after, '/', 3);
    END IF;
    RETURN QUERY
        WITH page AS MATERIALIZED (SELECT * FROM auth.post_feed(opened, score, id, most))
        SELECT r.post_id, r.author, r.is_mine, r.group_name, r.title, r.content, r.category, r.auto_tags,
            r.manual_tags, r.session, r.view_count, r.like_count, r.comment_count, r.report_count, r.is_liked,
            r.is_hidden, r.hidden_reason, r.edited_ms, r.created_ms,
            (pg_catalog.extract('epoch', opened) * 1000000)::bigint || '/' || page.score || '/' || page.post_id
        FROM inside.post_rows((SELECT pg_catalog.array_agg(p.post_id) FROM page p), 300) AS r
            JOIN page ON page.post_id = r.post_id
        ORDER BY page.score DESC, page.post_id DESC;
END
$$;

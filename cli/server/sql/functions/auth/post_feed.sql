-- The ids of a page of somebody's feed with their scores: the newest 5,000 posts of the 30 days before
-- the feed was opened, by inside.feed_score(). Only likes given until then count, so that what others
-- do meanwhile moves no post from one page to another. It belongs to `auth` for these likes. Compiling
-- it takes longer than running it.
CREATE OR REPLACE FUNCTION auth.post_feed(opened timestamptz, after_score double precision, after_id uuid, most integer)
RETURNS TABLE (post_id uuid, score double precision)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' SET jit = off
AS $$
    WITH reader AS MATERIALIZED (
        SELECT ARRAY(SELECT DISTINCT pg_catalog.lower(word) FROM pg_catalog.unnest(u.instruments) AS word) AS instruments,
            pg_catalog.lower(u.user_type) AS kind
        FROM (SELECT) AS one LEFT JOIN public.user_profiles u ON u.user_id = auth.user_id()
        WHERE auth.user_id() IS NOT NULL
    ), newest AS MATERIALIZED (
        SELECT p.post_id, p.created_at, p.auto_tags, p.like_count
        FROM public.posts p
        WHERE p.group_id IS NULL AND NOT p.is_hidden AND p.created_at <= opened
        ORDER BY p.created_at DESC, p.post_id DESC
        LIMIT 5000
    ), scored AS (
        SELECT n.post_id, inside.feed_score(
            (SELECT pg_catalog.count(*) FROM pg_catalog.unnest(n.auto_tags) AS tag WHERE tag = ANY (r.instruments)),
            coalesce(r.kind = ANY (n.auto_tags), false),
            CASE WHEN n.like_count = 0 THEN 0 ELSE (SELECT pg_catalog.count(*) FROM (SELECT FROM public.likes l
                WHERE l.post_id = n.post_id AND l.created_at <= opened LIMIT 1023) AS counted) END,
            opened - n.created_at) AS score
        FROM newest n CROSS JOIN reader r
        WHERE n.created_at > opened - interval '30 days'
    )
    SELECT s.post_id, s.score FROM scored s
    WHERE after_id IS NULL OR (s.score, s.post_id) < (after_score, after_id)
    ORDER BY s.score DESC, s.post_id DESC
    LIMIT most
$$;

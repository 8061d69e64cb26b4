-- The comments of a post, each followed by its replies, oldest first; at most `most` of them.
CREATE OR REPLACE FUNCTION api.post_comments(token text, id uuid, most integer)
RETURNS TABLE (comment_id uuid, parent_comment_id uuid, depth smallint, author text, is_mine boolean,
    is_author boolean, content text, like_count integer, is_liked boolean, is_hidden boolean, is_deleted boolean,
    edited_ms bigint, created_ms bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
BEGIN
    PERFORM auth.enter(token);
    PERFORM inside.require(most BETWEEN 1 AND 1000, 'PR422', 'at most 1000 comments at once');
    RETURN QUERY
        WITH RECURSIVE seen AS MATERIALIZED (
            SELECT c.*, pg_catalog.to_char(c.created_at AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISSUS') || c.comment_id AS place
            FROM public.comments c WHERE c.post_id = id
        ), thread AS (
            SELECT s.*, ARRAY[s.place COLLATE "C"] AS path FROM seen s WHERE s.parent_comment_id IS NULL
            UNION ALL
            SELECT s.*, t.path || s.place FROM thread t JOIN seen s ON s.parent_comment_id = t.comment_id
        )
        SELECT t.comment_id, t.parent_comment_id, t.depth, u.nickname, coalesce(t.user_id = (SELECT auth.user_id()), false),
            coalesce(t.user_id = (SELECT p.user_id FROM public.posts p WHERE p.post_id = id), false), t.content,
            t.like_count,
            EXISTS (SELECT FROM public.likes l WHERE l.comment_id = t.comment_id AND l.user_id = (SELECT auth.user_id())),
            t.is_hidden, t.deleted_at IS NOT NULL, inside.millis(t.edited_at), inside.millis(t.created_at)
        FROM thread t LEFT JOIN public.users u ON u.user_id = t.user_id
        ORDER BY t.path
        LIMIT most;
END
$$;

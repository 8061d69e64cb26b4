-- The post or comment that a person means by an id or the end of one, at least four letters. Raises
-- PR404 when she sees none such and PR409 when there are several. `wanted`: 'post', 'comment' or
-- NULL for either.
CREATE OR REPLACE FUNCTION inside.board_find(reference text, wanted text, OUT entity text, OUT row_id uuid,
    OUT post_id uuid, OUT author_id uuid, OUT group_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    ending constant text := pg_catalog.lower(coalesce(reference, ''));
    least constant text := pg_catalog.reverse(ending);
    n bigint;
BEGIN
    PERFORM inside.require(ending ~ '^([0-9a-f]{4,12}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$',
        'PR404', pg_catalog.format('there is no %s ''%s''', coalesce(wanted, 'post or comment'),
            pg_catalog.left(reference, 80)), 'practice post list shows the ids');
    WITH found AS (
        SELECT 'post' AS entity, p.post_id AS row_id, p.post_id, p.user_id AS author_id, p.group_id
        FROM public.posts p
        WHERE wanted IS DISTINCT FROM 'comment' AND p.tail >= pg_catalog.left(least, 12)
            AND p.tail < pg_catalog.left(least, 12) || 'g'
            AND (pg_catalog.length(ending) < 36 OR p.post_id::text = ending)
        UNION ALL
        SELECT 'comment', c.comment_id, c.post_id, c.user_id, p.group_id
        FROM public.comments c JOIN public.posts p ON p.post_id = c.post_id
        WHERE wanted IS DISTINCT FROM 'post' AND c.tail >= pg_catalog.left(least, 12)
            AND c.tail < pg_catalog.left(least, 12) || 'g'
            AND (pg_catalog.length(ending) < 36 OR c.comment_id::text = ending)
        LIMIT 2)
    SELECT f.entity, f.row_id, f.post_id, f.author_id, f.group_id, pg_catalog.count(*) OVER ()
    INTO entity, row_id, post_id, author_id, group_id, n
    FROM found f;
    PERFORM inside.require(n IS NOT NULL, 'PR404', pg_catalog.format('there is no %s ''%s''',
        coalesce(wanted, 'post or comment'), reference), 'practice post list shows the ids');
    PERFORM inside.require(n = 1, 'PR409', pg_catalog.format('more than one may be meant by ''%s''', reference),
        'give more letters of the id');
END
$$;

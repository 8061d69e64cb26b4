-- A page of posts of the board, or of a group of mine, newest first; what is said filters. `after` is
-- the cursor of the last post of the page before: others may write meanwhile, nothing comes twice
-- and nothing is left out.
CREATE OR REPLACE FUNCTION api.post_list(token text, by_category text, by_instrument text, by_tag text,
    by_author text, by_search text, group_reference text, is_reported boolean, after text, most integer)
RETURNS TABLE (post_id uuid, author text, is_mine boolean, group_name text, title text, content text,
    category text, auto_tags text[], manual_tags text[], session jsonb, view_count integer, like_count integer,
    comment_count integer, report_count integer, is_liked boolean, is_hidden boolean, hidden_reason text,
    edited_ms bigint, created_ms bigint, cursor text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_variable
DECLARE
    wish jsonb;
BEGIN
    PERFORM auth.enter(token);
    PERFORM inside.require(most BETWEEN 1 AND 200, 'PR422', 'a page has 1 to 200 posts');
    wish := inside.post_wish(by_category, by_instrument, by_tag, by_author, by_search);
    IF group_reference IS NOT NULL THEN
        wish := wish || pg_catalog.jsonb_build_object('group_id', inside.group_mine(group_reference));
    END IF;
    IF is_reported THEN
        PERFORM inside.require(inside.may_watch((wish ->> 'group_id')::uuid), 'PR403', 'only admins see reports');
        wish := wish || '{"reported": true}'::jsonb;
    END IF;
    wish := wish || pg_catalog.jsonb_strip_nulls((SELECT pg_catalog.jsonb_build_object('after_at', c.at, 'after_id', c.id)
        FROM inside.board_cursor_read(after) AS c));
    RETURN QUERY SELECT * FROM inside.post_rows(auth.post_page(wish, most), 300);
END
$$;

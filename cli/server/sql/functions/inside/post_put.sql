-- Puts a post on the board, or before a group of mine, for whoever has entered. The id is the writer's,
-- so that a draft that was sent twice is one post; a second time the first answer is given again.
CREATE OR REPLACE FUNCTION inside.post_put(id uuid, title text, content text, category text,
    tags text[], group_reference text, session jsonb)
RETURNS TABLE (post_id uuid, auto_tags text[], manual_tags text[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_variable
DECLARE
    me constant uuid := auth.user_id();
    this_group uuid;
    ready record;
BEGIN
    IF EXISTS (SELECT FROM public.posts p WHERE p.post_id = id AND p.user_id = me) THEN
        RETURN QUERY SELECT p.post_id, p.auto_tags, p.manual_tags FROM public.posts p WHERE p.post_id = id;
        RETURN;
    END IF;
    ready := inside.post_ready(title, content, category);
    PERFORM inside.require((SELECT pg_catalog.count(*) FROM public.posts p WHERE p.user_id = me
        AND p.created_at > pg_catalog.now() - interval '1 day') < 200, 'PR429',
        'that were 200 posts in a day', 'later again');
    PERFORM inside.require(session IS NULL OR (pg_catalog.jsonb_typeof(session) = 'object'
        AND pg_catalog.length(session::text) <= 4000), 'PR422', 'the session is no session');
    PERFORM inside.clean(part.value, 0, 200, 'session') FROM pg_catalog.jsonb_each_text(session) AS part;
    IF group_reference IS NOT NULL THEN
        this_group := inside.group_mine(group_reference);
    END IF;
    RETURN QUERY INSERT INTO public.posts AS p (post_id, user_id, group_id, title, content, category, auto_tags,
        manual_tags, session)
    VALUES (coalesce(id, pg_catalog.gen_random_uuid()), me, this_group, ready.title, ready.content, ready.category,
        inside.tags_own(), inside.tags_clean(tags), session)
    RETURNING p.post_id, p.auto_tags, p.manual_tags;
EXCEPTION WHEN unique_violation THEN
    RAISE EXCEPTION USING ERRCODE = 'PR409', MESSAGE = 'there is a post with this id';
END
$$;

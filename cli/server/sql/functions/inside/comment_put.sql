-- Comments on a post or replies to a comment, whichever the reference means, for whoever has entered;
-- the id is the writer's, as with posts. Those who wrote what is answered are told.
CREATE OR REPLACE FUNCTION inside.comment_put(id uuid, reference text, content text)
RETURNS TABLE (comment_id uuid, post_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_variable
DECLARE
    me constant uuid := auth.user_id();
    ready constant text := inside.clean(content, 1, 5000, 'comment');
    this record;
    above record;
BEGIN
    IF EXISTS (SELECT FROM public.comments c WHERE c.comment_id = id AND c.user_id = me) THEN
        RETURN QUERY SELECT c.comment_id, c.post_id FROM public.comments c WHERE c.comment_id = id;
        RETURN;
    END IF;
    this := inside.board_find(reference, NULL);
    PERFORM inside.require((SELECT pg_catalog.count(*) FROM public.comments c WHERE c.user_id = me
        AND c.created_at > pg_catalog.now() - interval '1 day') < 1000, 'PR429',
        'that were 1000 comments in a day', 'later again');
    SELECT c.comment_id, c.depth INTO above FROM public.comments c
    WHERE this.entity = 'comment' AND c.comment_id = this.row_id;
    PERFORM inside.require(coalesce(above.depth, 0) < 30, 'PR422', 'replies go 30 deep at most',
        'answer a comment further up');
    id := coalesce(id, pg_catalog.gen_random_uuid());
    INSERT INTO public.comments (comment_id, post_id, user_id, parent_comment_id, depth, content)
    VALUES (id, this.post_id, me, above.comment_id, CASE WHEN above.comment_id IS NULL THEN 0 ELSE above.depth + 1 END,
        ready);
    PERFORM inside.comment_tell(id);
    RETURN QUERY SELECT id, this.post_id;
EXCEPTION WHEN unique_violation THEN
    RAISE EXCEPTION USING ERRCODE = 'PR409', MESSAGE = 'there is a comment with this id';
END
$$;

-- Likes a post or a comment, or likes it no more; twice is once. What was said later, by the clock of the
-- device that it was said on, stays: devices that were offline send theirs in any order. `clock` NULL: now.
CREATE OR REPLACE FUNCTION inside.like_put(reference text, is_liked boolean, clock text)
RETURNS TABLE (entity text, row_id uuid, like_count integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_variable
DECLARE
    me constant uuid := auth.user_id();
    this record;
    this_post uuid;
    this_comment uuid;
BEGIN
    this := inside.board_find(reference, NULL);
    IF this.entity = 'post' THEN
        this_post := this.row_id;
    ELSE
        this_comment := this.row_id;
    END IF;
    INSERT INTO sync.tombstones AS t (user_id, entity, row_id, clock)
    VALUES (me, 'like', this.row_id, coalesce(clock, auth.job_clock((SELECT o.clock FROM sync.tombstones o
        WHERE o.user_id = me AND o.entity = 'like' AND o.row_id = this.row_id))))
    ON CONFLICT ON CONSTRAINT tombstones_pkey DO UPDATE SET clock = excluded.clock, deleted_at = excluded.deleted_at
        WHERE excluded.clock > t.clock;
    IF FOUND AND is_liked THEN
        INSERT INTO public.likes (user_id, post_id, comment_id) VALUES (me, this_post, this_comment)
        ON CONFLICT DO NOTHING;
    ELSIF FOUND THEN
        DELETE FROM public.likes l
        WHERE l.user_id = me AND (l.post_id = this_post OR l.comment_id = this_comment);
    END IF;
    IF FOUND AND is_liked THEN
        PERFORM inside.like_tell(this.entity, this.row_id, this.author_id);
    ELSIF FOUND THEN
        PERFORM auth.like_untell(this.author_id, this.row_id);
    END IF;
    RETURN QUERY SELECT this.entity, this.row_id, coalesce(
        (SELECT p.like_count FROM public.posts p WHERE p.post_id = this_post),
        (SELECT c.like_count FROM public.comments c WHERE c.comment_id = this_comment));
END
$$;

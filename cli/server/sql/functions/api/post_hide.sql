-- Hides a post or a comment from all but its author, or shows it again; for those who watch over the
-- board or the group. Reports of it are then dealt with, and its author is told.
CREATE OR REPLACE FUNCTION api.post_hide(token text, reference text, is_hidden boolean, reason text)
RETURNS TABLE (entity text, row_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_variable
DECLARE
    ready text;
    title text;
    this record;
BEGIN
    PERFORM auth.enter(token);
    ready := inside.clean(reason, 0, 200, 'reason');
    this := inside.board_find(reference, NULL);
    PERFORM inside.require(inside.may_watch(this.group_id), 'PR403', 'only admins may hide what others wrote');
    IF this.entity = 'post' THEN
        UPDATE public.posts p SET is_hidden = post_hide.is_hidden,
            hidden_reason = CASE WHEN post_hide.is_hidden THEN nullif(ready, '') END
        WHERE p.post_id = this.row_id;
    ELSE
        UPDATE public.comments c SET is_hidden = post_hide.is_hidden WHERE c.comment_id = this.row_id;
    END IF;
    DELETE FROM public.post_reports r WHERE r.post_id = this.post_id
        AND r.comment_id IS NOT DISTINCT FROM CASE this.entity WHEN 'comment' THEN this.row_id END;
    SELECT p.title INTO title FROM public.posts p WHERE p.post_id = this.post_id;
    PERFORM inside.notify(this.author_id, 'hidden', pg_catalog.format('your %s %s was %s by an admin',
            this.entity, CASE this.entity WHEN 'post' THEN '''' || title || '''' ELSE 'under ''' || title || '''' END,
            CASE WHEN is_hidden THEN 'hidden' ELSE 'shown again' END),
        ready, pg_catalog.jsonb_build_object('post_id', this.post_id, 'about', title,
            'state', CASE WHEN is_hidden THEN 'hidden' ELSE 'shown' END)
            || CASE this.entity WHEN 'comment' THEN pg_catalog.jsonb_build_object('comment_id', this.row_id) ELSE '{}' END);
    RETURN QUERY SELECT this.entity, this.row_id;
END
$$;

-- Asks those who watch over the board, or the group, to look at a post or a comment. Reporting twice
-- is once.
CREATE OR REPLACE FUNCTION api.post_report(token text, reference text, reason text)
RETURNS TABLE (entity text, row_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_variable
DECLARE
    me constant uuid := auth.enter(token);
    ready constant text := inside.clean(reason, 0, 500, 'reason');
    this record;
BEGIN
    this := inside.board_find(reference, NULL);
    PERFORM inside.require(this.author_id IS DISTINCT FROM me, 'PR422', 'this is your own',
        'practice post delete takes it away');
    INSERT INTO public.post_reports (user_id, post_id, comment_id, reason)
    VALUES (me, this.post_id, CASE this.entity WHEN 'comment' THEN this.row_id END, ready)
    ON CONFLICT DO NOTHING;
    RETURN QUERY SELECT this.entity, this.row_id;
END
$$;

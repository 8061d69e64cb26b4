-- A change of a post or a comment that was made offline: {"reference", "sent"}, and for an edit what is not
-- null of "text", "title", "category" and "tags". The first line of a post's text is its title unless one is
-- given. A text that was edited later elsewhere stays as it is: the change is refused, and its author still
-- has it. "sent": the studio was told before and its answer never came, so what is done already is no failure.
CREATE OR REPLACE FUNCTION inside.push_text(op jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    fields constant jsonb := op -> 'fields';
    was_sent constant boolean := coalesce((fields ->> 'sent')::boolean, false);
    written constant timestamptz := least(now(),
        to_timestamp(('x' || left(op ->> 'clock', 12))::bit(48)::bigint / 1000.0));
    said text := fields ->> 'text';
    title text := fields ->> 'title';
    tags constant text[] := CASE WHEN jsonb_typeof(fields -> 'tags') = 'array'
        THEN ARRAY(SELECT jsonb_array_elements_text(fields -> 'tags')) END;
    this record;
BEGIN
    BEGIN
        this := inside.board_find(fields ->> 'reference', NULL);
    EXCEPTION WHEN SQLSTATE 'PR404' THEN
        IF was_sent AND op ->> 'kind' = 'delete' THEN
            RETURN;
        END IF;
        RAISE;
    END;
    IF op ->> 'kind' = 'delete' THEN
        PERFORM inside.text_delete(this.row_id::text);
        RETURN;
    END IF;
    PERFORM inside.require(was_sent OR NOT EXISTS (
            SELECT FROM public.posts p
            WHERE p.post_id = this.row_id AND p.edited_at > greatest(written, p.created_at)
            UNION ALL SELECT FROM public.comments c
            WHERE c.comment_id = this.row_id AND c.edited_at > greatest(written, c.created_at)),
        'PR409', 'it was edited elsewhere since', 'practice post show tells how it is now; practice sync retry sends yours');
    IF this.entity = 'post' AND title IS NULL AND said IS NOT NULL THEN
        title := rtrim(split_part(said, E'\n', 1));
        said := ltrim(substr(said, length(split_part(said, E'\n', 1)) + 1), E'\n');
    END IF;
    PERFORM inside.text_edit(this.row_id::text, title, said, fields ->> 'category', tags);
    UPDATE public.posts p SET edited_at = greatest(written, p.created_at)
    WHERE p.post_id = this.row_id AND p.edited_at = now();
    UPDATE public.comments c SET edited_at = greatest(written, c.created_at)
    WHERE c.comment_id = this.row_id AND c.edited_at = now();
END
$$;

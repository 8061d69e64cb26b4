-- The same for a comment.
CREATE OR REPLACE FUNCTION inside.comment_edit(id uuid, content text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_variable
DECLARE
    ready constant text := inside.clean(content, 1, 5000, 'comment');
    old text;
BEGIN
    SELECT c.content INTO old FROM public.comments c WHERE c.comment_id = id FOR UPDATE;
    IF ready <> old THEN
        PERFORM inside.edit_note(NULL, id, NULL, old, NULL, NULL);
        UPDATE public.comments c SET content = ready, edited_at = pg_catalog.now(), updated_at = pg_catalog.now()
        WHERE c.comment_id = id;
    END IF;
END
$$;

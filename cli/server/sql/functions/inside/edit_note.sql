-- Keeps what a text was before an edit; 100 edits of one text are enough.
CREATE OR REPLACE FUNCTION inside.edit_note(post_id uuid, comment_id uuid, title text, content text, category text,
    tags text[])
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
BEGIN
    PERFORM inside.require((SELECT pg_catalog.count(*) FROM public.post_edits e
        WHERE e.post_id = edit_note.post_id OR e.comment_id = edit_note.comment_id) < 100,
        'PR409', 'it was edited 100 times and stays as it is');
    INSERT INTO public.post_edits (post_id, comment_id, user_id, title, content, category, manual_tags)
    VALUES (edit_note.post_id, edit_note.comment_id, auth.user_id(), edit_note.title, edit_note.content,
        edit_note.category, edit_note.tags);
END
$$;

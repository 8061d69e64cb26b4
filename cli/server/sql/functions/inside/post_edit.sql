-- The edit of a post by its author, who was checked before. An edit that changes nothing leaves no trace.
CREATE OR REPLACE FUNCTION inside.post_edit(id uuid, title text, content text, category text, tags text[])
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_variable
DECLARE
    old record;
    ready record;
    new_tags text[];
BEGIN
    SELECT p.title, p.content, p.category, p.manual_tags INTO old FROM public.posts p WHERE p.post_id = id FOR UPDATE;
    ready := inside.post_ready(coalesce(title, old.title), coalesce(content, old.content), coalesce(category, old.category));
    new_tags := CASE WHEN tags IS NULL THEN old.manual_tags ELSE inside.tags_clean(tags) END;
    IF (ready.title, ready.content, ready.category, new_tags) = (old.title, old.content, old.category, old.manual_tags) THEN
        RETURN;
    END IF;
    PERFORM inside.edit_note(id, NULL, old.title, old.content, old.category, old.manual_tags);
    UPDATE public.posts p SET title = ready.title, content = ready.content, category = ready.category,
        manual_tags = new_tags, edited_at = pg_catalog.now(), updated_at = pg_catalog.now()
    WHERE p.post_id = id;
END
$$;

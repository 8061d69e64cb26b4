-- Deletes a post of mine with everything below it, or a comment of mine. A comment that was answered
-- keeps its place, without author and text.
CREATE OR REPLACE FUNCTION api.post_delete(token text, reference text)
RETURNS TABLE (entity text, row_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    PERFORM auth.enter(token);
    RETURN QUERY SELECT d.entity, d.row_id FROM inside.text_delete(reference) d;
END
$$;

-- The same for a comment or a reply.
CREATE OR REPLACE FUNCTION inside.push_comment(op jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    IF op ->> 'kind' = 'insert' THEN
        PERFORM inside.comment_put((op ->> 'row')::uuid,
            op -> 'fields' ->> 'reference', op -> 'fields' ->> 'content');
    ELSE
        PERFORM inside.push_text(op);
    END IF;
END
$$;

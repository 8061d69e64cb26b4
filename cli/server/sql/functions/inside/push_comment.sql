-- The same for a comment or a reply.
CREATE OR REPLACE FUNCTION inside.push_comment(op jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    PERFORM inside.require(op ->> 'kind' = 'insert', 'PR422', 'a comment is changed with practice post edit');
    PERFORM inside.comment_put((op ->> 'row')::uuid,
        op -> 'fields' ->> 'reference', op -> 'fields' ->> 'content');
END
$$;

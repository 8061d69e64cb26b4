-- A draft that was written offline: the operation's row is the post. Only making one is known, changes
-- go to the studio directly.
CREATE OR REPLACE FUNCTION inside.push_post(op jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    fields constant jsonb := op -> 'fields';
BEGIN
    PERFORM inside.require(op ->> 'kind' = 'insert', 'PR422', 'a post is changed with practice post edit');
    PERFORM inside.post_put((op ->> 'row')::uuid,
        fields ->> 'title', fields ->> 'content', fields ->> 'category',
        ARRAY(SELECT pg_catalog.jsonb_array_elements_text(nullif(fields -> 'tags', 'null'))),
        fields ->> 'group', nullif(fields -> 'session', 'null'));
END
$$;

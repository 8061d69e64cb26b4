-- A post that was written offline, the operation's row is the post; or a change of one.
CREATE OR REPLACE FUNCTION inside.push_post(op jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    fields constant jsonb := op -> 'fields';
BEGIN
    IF op ->> 'kind' = 'insert' THEN
        PERFORM inside.post_put((op ->> 'row')::uuid,
            fields ->> 'title', fields ->> 'content', fields ->> 'category',
            ARRAY(SELECT pg_catalog.jsonb_array_elements_text(nullif(fields -> 'tags', 'null'))),
            fields ->> 'group', nullif(fields -> 'session', 'null'));
    ELSE
        PERFORM inside.push_text(op);
    END IF;
END
$$;

-- Tells the devices of those who see it about a post. A hidden one is gone for them.
CREATE OR REPLACE FUNCTION inside.post_touch() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    one constant record := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
BEGIN
    PERFORM inside.touch(coalesce(one.group_id, '00000000-0000-0000-0000-000000000001'), 'post', one.post_id,
        TG_OP = 'DELETE' OR one.is_hidden);
    RETURN NULL;
END
$$;

-- Tells the devices of those who see the post about a comment. When the post itself goes, its own
-- tombstone says all.
CREATE OR REPLACE FUNCTION auth.comment_touch() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    one constant record := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    scope uuid;
BEGIN
    SELECT coalesce(p.group_id, '00000000-0000-0000-0000-000000000001') INTO scope
    FROM public.posts p WHERE p.post_id = one.post_id;
    IF FOUND THEN
        PERFORM inside.touch(scope, 'comment', one.comment_id, TG_OP = 'DELETE' OR one.is_hidden);
    END IF;
    RETURN NULL;
END
$$;

-- What others' inboxes say of a person who goes: whoever it was is a deleted user, and what was
-- written is gone. Found by her comments, and by the name that she has now.
CREATE OR REPLACE FUNCTION auth.forget_name(person uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_variable
DECLARE
    name text := (SELECT u.nickname FROM public.users u WHERE u.user_id = person);
BEGIN
    UPDATE public.notifications n SET
            title = pg_catalog.left(pg_catalog.replace(n.title, coalesce(n.data ->> 'actor', name), 'deleted user'), 200),
            message = CASE WHEN n.type = 'invitation'
                THEN pg_catalog.left(pg_catalog.replace(n.message, name, 'deleted user'), 500) ELSE '' END,
            data = CASE WHEN n.data ? 'actor' THEN n.data || '{"actor": "deleted user"}' ELSE n.data END
        WHERE n.user_id <> person AND (n.data ->> 'actor' = name
            OR (n.type IN ('comment', 'reply') AND n.data ->> 'comment_id' IN (
                SELECT c.comment_id::text FROM public.comments c WHERE c.user_id = person))
            OR (n.type = 'invitation' AND pg_catalog.starts_with(n.message, name || ' invites you ')));
END
$$;

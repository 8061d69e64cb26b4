-- Public groups whose name or description has these words, by name: at most 100. No words: all.
CREATE OR REPLACE FUNCTION api.group_find(token text, words text)
RETURNS TABLE (group_id uuid, group_name text, description text, is_public boolean, max_members integer,
    n_members integer, owner text, role text, created_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    me uuid := auth.enter(token);
    wanted text := inside.name_key(inside.clean(words, 0, 200, 'the words'));
BEGIN
    RETURN QUERY
    SELECT g.group_id, g.group_name, g.description, g.is_public, g.max_members, auth.group_size(g.group_id),
        u.nickname, m.role, g.created_at
    FROM public.groups g LEFT JOIN public.users u ON u.user_id = g.owner_id
        LEFT JOIN public.group_members m ON m.group_id = g.group_id AND m.user_id = me
    WHERE g.is_public
        AND NOT EXISTS (SELECT FROM pg_catalog.regexp_split_to_table(wanted, '\s+') AS word
            WHERE pg_catalog.strpos(g.name_key || E'\n' || pg_catalog.lower(g.description), word) = 0)
    ORDER BY g.name_key, g.group_id LIMIT 100;
END
$$;

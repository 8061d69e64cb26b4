-- The ids of a page of posts, newest first. It belongs to `auth`, since an index on words or tags is
-- of no use behind row security (its operators are not leakproof); the page's rows are then read by
-- `api` through that wall. The statement is put together from fixed parts only, with values as
-- parameters, so that each filter is planned with its own index.
-- wish: category, author, group_id, query, words (to be there as they stand), reported, after_at, after_id.
CREATE OR REPLACE FUNCTION auth.post_page(wish jsonb, most integer) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    me constant uuid := auth.user_id();
    ids uuid[];
    statement text := 'SELECT p.post_id FROM public.posts p WHERE true';
BEGIN
    IF me IS NULL OR (wish ? 'group_id' AND NOT auth.has_role((wish ->> 'group_id')::uuid, 'member')) THEN
        RETURN '{}';
    END IF;
    statement := statement
        || CASE WHEN wish ? 'group_id' THEN ' AND p.group_id = ($1 ->> ''group_id'')::uuid'
            ELSE ' AND p.group_id IS NULL' END
        || CASE WHEN auth.is_admin() AND NOT wish ? 'group_id' THEN '' ELSE ' AND (NOT p.is_hidden OR p.user_id = $2)' END
        || CASE WHEN wish ? 'category' THEN ' AND p.category = $1 ->> ''category''' ELSE '' END
        || CASE WHEN wish ? 'author' THEN ' AND p.user_id = ($1 ->> ''author'')::uuid' ELSE '' END
        || CASE WHEN wish ? 'reported' THEN ' AND p.report_count > 0' ELSE '' END
        || CASE WHEN wish ? 'query' THEN ' AND p.search @@ ($1 ->> ''query'')::tsquery' ELSE '' END
        || CASE WHEN wish ? 'words' THEN ' AND NOT EXISTS (SELECT FROM pg_catalog.jsonb_array_elements_text($1 -> ''words'') AS w (word)'
            ' WHERE pg_catalog.strpos(pg_catalog.lower(pg_catalog.concat_ws('' '', p.title, p.content,'
            ' pg_catalog.array_to_string(p.manual_tags, '' ''), pg_catalog.array_to_string(p.auto_tags, '' ''))), word) = 0)' ELSE '' END
        || CASE WHEN wish ? 'after_at' THEN
            ' AND (p.created_at, p.post_id) < (($1 ->> ''after_at'')::timestamptz, ($1 ->> ''after_id'')::uuid)' ELSE '' END;
    EXECUTE 'SELECT ARRAY(' || statement || ' ORDER BY p.created_at DESC, p.post_id DESC LIMIT $3)'
    INTO ids USING wish, me, most;
    RETURN ids;
END
$$;

-- The ids of a page of posts, newest first. It belongs to `auth`, since an index on words or tags is
-- of no use behind row security (its operators are not leakproof); the page's rows are then read by
-- `api` through that wall. The statements are put together from fixed parts only, with values as
-- parameters, so that each filter is planned with its own index.
-- Words are looked for in the newest 10,000 posts first: a common one fills the page from them. When it
-- does not, the word is rare, and the index of words has it. The planner would have to guess, and read
-- a million posts for a word that nobody wrote.
-- wish: category, author, group_id, query, words (to be there as they stand), reported, after_at, after_id.
CREATE OR REPLACE FUNCTION auth.post_page(wish jsonb, most integer) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' SET jit = off
AS $$
DECLARE
    me constant uuid := auth.user_id();
    last_part constant text := ' ORDER BY p.created_at DESC, p.post_id DESC LIMIT $3)';
    ids uuid[];
    rows_part text;
    words_part text;
BEGIN
    IF me IS NULL OR (wish ? 'group_id' AND NOT auth.has_role((wish ->> 'group_id')::uuid, 'member')) THEN
        RETURN '{}';
    END IF;
    rows_part := ' FROM public.posts p WHERE '
        || CASE WHEN wish ? 'group_id' THEN 'p.group_id = ($1 ->> ''group_id'')::uuid' ELSE 'p.group_id IS NULL' END
        || CASE WHEN auth.is_admin() AND NOT wish ? 'group_id' THEN '' ELSE ' AND (NOT p.is_hidden OR p.user_id = $2)' END
        || CASE WHEN wish ? 'category' THEN ' AND p.category = $1 ->> ''category''' ELSE '' END
        || CASE WHEN wish ? 'author' THEN ' AND p.user_id = ($1 ->> ''author'')::uuid' ELSE '' END
        || CASE WHEN wish ? 'reported' THEN ' AND p.report_count > 0' ELSE '' END
        || CASE WHEN wish ? 'after_at' THEN
            ' AND (p.created_at, p.post_id) < (($1 ->> ''after_at'')::timestamptz, ($1 ->> ''after_id'')::uuid)' ELSE '' END;
    IF NOT wish ? 'query' THEN
        EXECUTE 'SELECT ARRAY(SELECT p.post_id' || rows_part || last_part INTO ids USING wish, me, most;
        RETURN ids;
    END IF;
    words_part := ' p.search @@ ($1 ->> ''query'')::tsquery'
        || CASE WHEN wish ? 'words' THEN ' AND NOT EXISTS (SELECT'
            ' FROM pg_catalog.jsonb_array_elements_text($1 -> ''words'') AS w (word)'
            ' WHERE pg_catalog.strpos(pg_catalog.lower(pg_catalog.concat_ws('' '', p.title, p.content,'
            ' pg_catalog.array_to_string(p.manual_tags, '' ''), pg_catalog.array_to_string(p.auto_tags, '' ''))), word) = 0)'
            ELSE '' END;
    EXECUTE 'SELECT ARRAY(SELECT p.post_id FROM (SELECT p.*' || rows_part
        || ' ORDER BY p.created_at DESC, p.post_id DESC LIMIT 10000) AS p WHERE' || words_part || last_part
    INTO ids USING wish, me, most;
    IF pg_catalog.cardinality(ids) < most THEN
        EXECUTE 'WITH found AS MATERIALIZED (SELECT p.post_id, p.created_at' || rows_part || ' AND' || words_part
            || ') SELECT ARRAY(SELECT p.post_id FROM found p' || last_part
        INTO ids USING wish, me, most;
    END IF;
    RETURN ids;
END
$$;

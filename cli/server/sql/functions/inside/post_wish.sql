-- What auth.post_page() is asked for, from what a person said; NULL is nothing said. Tags and words go
-- into one question to the index.
CREATE OR REPLACE FUNCTION inside.post_wish(category text, instrument text, tag text, author text, search text)
RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    query text := NULL;
    words text[];
    author_id uuid;
BEGIN
    IF category IS NOT NULL THEN
        PERFORM inside.require(category IN ('tip', 'question', 'free', 'general'), 'PR422', 'there is no such category');
    END IF;
    IF author IS NOT NULL THEN
        author_id := auth.person_named(author);
        PERFORM inside.require(author_id IS NOT NULL, 'PR404',
            pg_catalog.format('there is nobody called ''%s''', pg_catalog.left(author, 40)));
    END IF;
    IF instrument IS NOT NULL THEN
        query := inside.lexeme_quote('a:' || pg_catalog.lower(inside.clean(instrument, 1, 60, 'instrument')));
    END IF;
    IF tag IS NOT NULL THEN
        tag := pg_catalog.lower(inside.clean(pg_catalog.ltrim(tag, '#+ '), 1, 60, 'tag'));
        query := pg_catalog.concat_ws(' & ', query, pg_catalog.format('(%s | %s)', inside.lexeme_quote('a:' || tag),
            inside.lexeme_quote('m:' || tag)));
    END IF;
    IF search IS NOT NULL THEN
        query := pg_catalog.concat_ws(' & ', query, inside.search_query(search)::text);
        -- pairs of neighbours say that all are there; longer runs must also stand together
        words := ARRAY(SELECT m[1] FROM pg_catalog.regexp_matches(pg_catalog.lower(search),
            '([\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]{3,})', 'g') AS m);
    END IF;
    RETURN pg_catalog.jsonb_strip_nulls(pg_catalog.jsonb_build_object('category', category, 'author', author_id,
        'query', query)) || CASE WHEN pg_catalog.cardinality(words) > 0
        THEN pg_catalog.jsonb_build_object('words', words) ELSE '{}'::jsonb END;
END
$$;

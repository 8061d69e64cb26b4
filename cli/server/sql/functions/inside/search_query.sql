-- The question to posts.search for words that a person typed: all of them must be there. Raises
-- PR422 when there is nothing to look for.
CREATE OR REPLACE FUNCTION inside.search_query(words text) RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    clean constant text := inside.clean(words, 1, 100, 'search');
    question text;
BEGIN
    SELECT pg_catalog.string_agg(inside.lexeme_quote(lexeme)
        || CASE WHEN pg_catalog.length(lexeme) > 1 AND lexeme !~ '[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]'
            THEN ':*' ELSE '' END, ' & ')
    INTO question
    FROM pg_catalog.unnest(inside.lexemes(clean)) AS lexeme
    -- a character that stands in a pair is asked for with it
    WHERE NOT EXISTS (SELECT FROM pg_catalog.unnest(inside.lexemes(clean)) AS pair
        WHERE pg_catalog.length(lexeme) = 1 AND pg_catalog.length(pair) = 2
            AND pair ~ '[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]' AND pg_catalog.strpos(pair, lexeme) > 0);
    PERFORM inside.require(question IS NOT NULL, 'PR422', 'search: there is no word in it');
    RETURN question::tsquery;
END
$$;

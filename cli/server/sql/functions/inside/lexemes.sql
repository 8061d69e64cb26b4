-- What a text is found by. A word of letters and digits is itself, and is searched by its beginning.
-- Hangul, Han and kana are written without blanks where a searcher would expect them ("바이올린을"),
-- so they are taken apart: every character and every pair of neighbours. Trigrams (pg_trgm) would not
-- find the many Korean words of two syllables, and a parser of words not "바이올린" in "바이올린을".
CREATE OR REPLACE FUNCTION inside.lexemes(value text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT SECURITY DEFINER SET search_path = ''
AS $$
    WITH signs AS (
        SELECT sign, pg_catalog.lead(sign) OVER (ORDER BY place) AS next
        FROM pg_catalog.unnest(pg_catalog.string_to_array(pg_catalog.lower(value), NULL))
            WITH ORDINALITY AS one (sign, place)
        WHERE pg_catalog.octet_length(value) > pg_catalog.length(value)
    ), pairs AS (
        SELECT sign, CASE WHEN next BETWEEN U&'\3040' AND U&'\30ff' COLLATE "C"
                OR next BETWEEN U&'\3400' AND U&'\9fff' COLLATE "C"
                OR next BETWEEN U&'\ac00' AND U&'\d7a3' COLLATE "C" THEN sign || next END AS pair
        FROM signs
        WHERE sign BETWEEN U&'\3040' AND U&'\30ff' COLLATE "C" OR sign BETWEEN U&'\3400' AND U&'\9fff' COLLATE "C"
            OR sign BETWEEN U&'\ac00' AND U&'\d7a3' COLLATE "C"
    )
    SELECT coalesce(pg_catalog.array_agg(DISTINCT lexeme), '{}') FROM (
        SELECT sign AS lexeme FROM pairs
        UNION ALL SELECT pair FROM pairs WHERE pair IS NOT NULL
        UNION ALL SELECT pg_catalog.left(m[1], 60) FROM pg_catalog.regexp_matches(pg_catalog.lower(value),
            '([^\s\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u30ff\u3400-\u9fff\uac00-\ud7a3\ufe30-\ufe6f\uff00-\uff0f]+)',
            'g') AS m
    ) AS found
$$;

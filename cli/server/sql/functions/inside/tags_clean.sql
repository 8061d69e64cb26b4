-- Tags as they are stored: small letters, without '#', each once, at most ten of 30 characters.
CREATE OR REPLACE FUNCTION inside.tags_clean(tags text[]) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    tag text;
    clean text[] := '{}';
BEGIN
    PERFORM inside.require(coalesce(pg_catalog.cardinality(tags), 0) <= 100, 'PR422', 'tags: at most 10');
    FOREACH tag IN ARRAY coalesce(tags, '{}') LOOP
        tag := pg_catalog.lower(inside.clean(pg_catalog.ltrim(tag, '#+ '), 1, 30, 'tag'));
        PERFORM inside.require(tag !~ '[\s,#]', 'PR422', 'tag: no blanks, commas or #');
        IF tag <> ALL (clean) THEN
            clean := clean || tag;
        END IF;
    END LOOP;
    PERFORM inside.require(pg_catalog.cardinality(clean) <= 10, 'PR422', 'tags: at most 10');
    RETURN clean;
END
$$;

-- Keeps what a post is found by.
CREATE OR REPLACE FUNCTION inside.post_search() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    NEW.search := pg_catalog.array_to_tsvector(
        inside.lexemes(pg_catalog.concat_ws(' ', NEW.title, NEW.content,
            pg_catalog.array_to_string(NEW.manual_tags, ' '), pg_catalog.array_to_string(NEW.auto_tags, ' ')))
        || ARRAY(SELECT 'a:' || tag FROM pg_catalog.unnest(NEW.auto_tags) AS tag)
        || ARRAY(SELECT 'm:' || tag FROM pg_catalog.unnest(NEW.manual_tags) AS tag));
    RETURN NEW;
END
$$;

-- Hashtags as they are stored: in small letters, without the #. One that has a blank or a
-- punctuation mark inside would not be found again in a text, so it is refused (PR422).
CREATE OR REPLACE FUNCTION inside.clean_hashtags(list text[]) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    clean text[] := inside.clean_list((SELECT pg_catalog.array_agg(pg_catalog.lower(pg_catalog.ltrim(l.item, ' #')))
        FROM pg_catalog.unnest(list) l (item)), 30, 'hashtag');
BEGIN
    IF list IS NULL THEN
        RETURN NULL;
    END IF;
    PERFORM inside.require(NOT EXISTS (SELECT FROM pg_catalog.unnest(clean) l (item)
            WHERE l.item ~ '[\s!-,./:-@\[-^`{-~]'),
        'PR422', 'hashtag: letters, digits, - and _ only');
    RETURN coalesce(clean, '{}');
END
$$;

-- A nickname as it is stored: 1 to 40 characters of any language, composed, blanks single. Characters
-- that nobody sees, or that turn the direction of writing, would let one pass for another (PR422).
CREATE OR REPLACE FUNCTION auth.clean_nickname(nickname text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    clean text := pg_catalog.regexp_replace(inside.clean(pg_catalog.normalize(coalesce(nickname, ''), 'NFC'), 1, 40,
        'nickname'), '\s+', ' ', 'g');
BEGIN
    PERFORM inside.require(clean !~ '[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\uffff]',
        'PR422', 'nickname: no characters that cannot be seen');
    PERFORM inside.require(pg_catalog.lower(clean) <> 'deleted user', 'PR422',
        'nickname: ''deleted user'' is kept for those who are gone');
    RETURN clean;
END
$$;

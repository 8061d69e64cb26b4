-- A text as it may be stored: without blanks around it, of `fewest` to `most` characters, and without
-- control characters or such that turn the direction of writing; texts of more than 200 characters
-- may have lines and tabs. NULL is the empty text. `what` names it in the refusal (PR422).
CREATE OR REPLACE FUNCTION inside.clean(value text, fewest integer, most integer, what text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    clean text := pg_catalog.btrim(coalesce(value, ''), E' \t\r\n');
    bare text;
BEGIN
    IF pg_catalog.length(clean) < fewest THEN
        RAISE EXCEPTION USING ERRCODE = 'PR422', MESSAGE = pg_catalog.format('%s: at least %s characters', what, fewest);
    ELSIF pg_catalog.length(clean) > most THEN
        RAISE EXCEPTION USING ERRCODE = 'PR422', MESSAGE = pg_catalog.format('%s: at most %s characters', what, most);
    END IF;
    bare := CASE WHEN most > 200 THEN pg_catalog.translate(clean, E'\n\t', '') ELSE clean END;
    IF bare ~ '[\u0001-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]' THEN
        RAISE EXCEPTION USING ERRCODE = 'PR422', MESSAGE = pg_catalog.format('%s: no control characters', what);
    END IF;
    RETURN clean;
END
$$;

-- A lexeme as it is written in a tsquery.
CREATE OR REPLACE FUNCTION inside.lexeme_quote(lexeme text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT SECURITY DEFINER SET search_path = ''
AS $$
    SELECT '''' || pg_catalog.replace(pg_catalog.replace(lexeme, '\', '\\'), '''', '''''') || ''''
$$;

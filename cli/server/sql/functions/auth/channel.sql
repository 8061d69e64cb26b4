-- The name of a scope's channel: whoever may see the scope is told it, nobody else can guess it.
CREATE OR REPLACE FUNCTION auth.channel(scope uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT 'practice_' || left(encode(sha256(convert_to(e.secret::text || $1::text, 'UTF8')), 'hex'), 32)
    FROM sync.epoch e
$$;

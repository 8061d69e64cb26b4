-- The active person of a nickname, whatever its capitals, or NULL. Here and not in `api`, because row
-- security there may not use the index on lower(nickname).
CREATE OR REPLACE FUNCTION auth.person_named(name text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT u.user_id FROM public.users u
    WHERE pg_catalog.lower(u.nickname) = inside.name_key(name) AND u.is_active;
$$;

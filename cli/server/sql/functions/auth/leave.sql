-- For functions that serve nobody in particular: whatever the client set is no identity.
CREATE OR REPLACE FUNCTION auth.leave() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = ''
AS $$
    SELECT pg_catalog.set_config('practice.token', '', true);
$$;

-- What a client asks first: which version of the schema this is. No token is needed.
CREATE OR REPLACE FUNCTION api.hello() RETURNS TABLE (version integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    RETURN QUERY SELECT pg_catalog.max(m.version) FROM public.schema_migrations m;
END
$$;

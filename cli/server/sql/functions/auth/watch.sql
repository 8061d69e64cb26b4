-- Makes the caller's scopes ring their channels for two minutes.
CREATE OR REPLACE FUNCTION auth.watch() RETURNS SETOF text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    INSERT INTO sync.watches AS w (scope, until)
    SELECT s.id, now() + interval '2 minutes' FROM auth.scopes() s(id) ORDER BY s.id
    ON CONFLICT (scope) DO UPDATE SET until = excluded.until;
    RETURN QUERY SELECT auth.channel(s.id) FROM auth.scopes() s(id);
END
$$;

-- A deleted person leaves no list of what she had.
CREATE OR REPLACE FUNCTION auth.forget_scope() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    DELETE FROM sync.changes c WHERE c.scope = OLD.user_id;
    DELETE FROM sync.watches w WHERE w.scope = OLD.user_id;
    RETURN NULL;
END
$$;

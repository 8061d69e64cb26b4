-- Tells a scope that a row of it changed or is gone: for triggers. Scopes are a person (user_id), a
-- group (group_id) and the board ('00000000-0000-0000-0000-000000000001').
CREATE OR REPLACE FUNCTION inside.touch(scope uuid, entity text, row_id uuid, is_deleted boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    PERFORM auth.touch(scope, entity, row_id, is_deleted);
END
$$;

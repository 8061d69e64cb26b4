-- Lets a person in or keeps him out, makes him one of those who may hide posts or not; NULL leaves
-- it as it is. Who is kept out is signed out everywhere.
CREATE OR REPLACE FUNCTION auth.ops_user_set(who uuid, is_active boolean, is_admin boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
BEGIN
    UPDATE public.users u
    SET is_active = coalesce(ops_user_set.is_active, u.is_active),
        is_admin = coalesce(ops_user_set.is_admin, u.is_admin), updated_at = pg_catalog.now()
    WHERE u.user_id = who;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'PR404', MESSAGE = 'there is no such person';
    END IF;
    IF NOT ops_user_set.is_active THEN
        UPDATE auth.tokens t SET revoked_at = pg_catalog.now() WHERE t.user_id = who AND t.revoked_at IS NULL;
    END IF;
END
$$;

-- The groups that I am invited to and have not answered.
CREATE OR REPLACE FUNCTION auth.invited_groups() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT i.group_id
    FROM public.invitations i
    WHERE i.user_id = (SELECT auth.user_id())
        AND i.answer IS NULL AND i.revoked_at IS NULL AND i.expires_at > pg_catalog.now();
$$;

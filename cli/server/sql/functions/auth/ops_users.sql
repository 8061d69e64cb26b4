-- The people of the studio for its own staff: those whose id or e-mail or nickname is `who`, or
-- with is_part those that contain it; newest first. Clients cannot reach it.
CREATE OR REPLACE FUNCTION auth.ops_users(who text, is_part boolean, most integer)
RETURNS TABLE (user_id text, nickname text, email text, is_active boolean, is_admin boolean,
    created text, last_used text, n_devices integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    wanted text := inside.name_key(who);
    form constant text := 'YYYY-MM-DD"T"HH24:MI:SS"Z"';
BEGIN
    RETURN QUERY
    SELECT u.user_id::text, u.nickname, u.email, u.is_active, u.is_admin,
        pg_catalog.to_char(u.created_at AT TIME ZONE 'UTC', form),
        pg_catalog.to_char(seen.last_used_at AT TIME ZONE 'UTC', form), seen.n::integer
    FROM public.users u, LATERAL (
        SELECT pg_catalog.max(t.last_used_at) AS last_used_at,
            pg_catalog.count(*) FILTER (WHERE t.revoked_at IS NULL AND t.expires_at > pg_catalog.now()) AS n
        FROM auth.tokens t WHERE t.user_id = u.user_id) seen
    WHERE CASE WHEN is_part
        THEN pg_catalog.strpos(pg_catalog.lower(u.nickname), wanted) > 0 OR pg_catalog.strpos(u.email, wanted) > 0
        ELSE wanted IN (u.user_id::text, u.email, pg_catalog.lower(u.nickname)) END
    ORDER BY u.created_at DESC, u.user_id
    LIMIT most;
END
$$;

-- Takes one use of an invitation code and returns its group. The group's row is locked first, as
-- everywhere. A wrong code, an expired, a revoked and a used-up one are all the same to a stranger:
-- PR404; PR403 for who was sent away.
CREATE OR REPLACE FUNCTION auth.group_use_code(code text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    hash bytea := pg_catalog.sha256(pg_catalog.convert_to(code, 'UTF8'));
    into_group uuid := (SELECT i.group_id FROM public.invitations i WHERE i.code_hash = hash);
BEGIN
    PERFORM FROM public.groups g WHERE g.group_id = into_group FOR UPDATE;
    UPDATE public.invitations i SET n_uses = i.n_uses + 1
    WHERE i.code_hash = hash AND i.revoked_at IS NULL AND i.expires_at > pg_catalog.now()
        AND (i.max_uses IS NULL OR i.n_uses < i.max_uses);
    PERFORM inside.require(FOUND, 'PR404', 'this invitation code is not valid, or no longer', 'ask for a new one');
    PERFORM inside.require(NOT auth.group_was_removed(into_group), 'PR403',
        'you were removed from this group', 'an invitation of your own brings you back');
    RETURN into_group;
END
$$;

-- Takes an invitation of a group back, named by the person, the end of its code or of its id.
CREATE OR REPLACE FUNCTION api.group_revoke(token text, reference text, invitation text)
RETURNS TABLE (invitation_id uuid, group_name text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    me uuid := auth.enter(token);
    this uuid := inside.group_mine(reference);
    key text := inside.name_key(invitation);
    named uuid[];
    numbered uuid[];
    chosen uuid;
BEGIN
    PERFORM inside.require(auth.has_role(this, 'admin'), 'PR403', 'only the owner and the admins can revoke invitations');
    SELECT pg_catalog.array_agg(i.invitation_id) FILTER (WHERE inside.name_key(u.nickname) = key
                OR pg_catalog.lower(i.code_end) = pg_catalog.right(key, 4) AND pg_catalog.length(key) IN (4, 16, 19)),
        pg_catalog.array_agg(i.invitation_id) FILTER (WHERE inside.id_ends(i.invitation_id, invitation))
    INTO named, numbered
    FROM public.invitations i LEFT JOIN public.users u ON u.user_id = i.user_id
    WHERE i.group_id = this AND i.answer IS NULL AND i.revoked_at IS NULL AND i.expires_at > pg_catalog.now();
    chosen := inside.chosen(named, numbered, 'open invitation', invitation, 'practice group invitations shows them');
    UPDATE public.invitations i SET revoked_at = pg_catalog.now() WHERE i.invitation_id = chosen;
    RETURN QUERY SELECT chosen, g.group_name FROM public.groups g WHERE g.group_id = this;
END
$$;

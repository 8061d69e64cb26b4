-- A new code that lets whoever has it into a group, so often and so long. It is told once.
CREATE OR REPLACE FUNCTION api.group_invite_code(token text, reference text, max_uses integer, valid_s double precision)
RETURNS TABLE (invitation_id uuid, code text, expires_at timestamptz, group_name text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    me uuid := auth.enter(token);
    this uuid := inside.group_mine(reference);
    plain text := inside.new_code();
    made uuid := pg_catalog.gen_random_uuid();
BEGIN
    PERFORM inside.group_may_invite(this, valid_s);
    PERFORM inside.require(group_invite_code.max_uses IS NULL OR group_invite_code.max_uses BETWEEN 1 AND 500,
        'PR422', 'a code can be used 1 to 500 times');
    RETURN QUERY
    WITH new_row AS (
        INSERT INTO public.invitations (invitation_id, group_id, invited_by, code_hash, code_end, max_uses, expires_at)
        VALUES (made, this, me, pg_catalog.sha256(pg_catalog.convert_to(plain, 'UTF8')), pg_catalog.right(plain, 4),
            group_invite_code.max_uses, pg_catalog.now() + pg_catalog.make_interval(secs => valid_s))
        RETURNING expires_at)
    SELECT made, pg_catalog.regexp_replace(plain, '(....)(....)(....)(....)', '\1-\2-\3-\4'), n.expires_at, g.group_name
    FROM new_row n, public.groups g WHERE g.group_id = this;
END
$$;

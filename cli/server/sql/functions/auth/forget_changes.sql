-- Forgets the caller's tombstones of more than 180 days ago.
CREATE OR REPLACE FUNCTION auth.forget_changes() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    DELETE FROM sync.changes c
    WHERE c.is_deleted AND c.changed_at < now() - interval '180 days' AND c.scope = (SELECT auth.user_id());
    DELETE FROM sync.watches w WHERE w.until < now();
END
$$;

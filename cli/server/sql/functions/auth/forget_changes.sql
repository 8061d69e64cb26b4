-- Forgets the caller's tombstones of more than 180 days ago, and anybody's answers, some at a time.
CREATE OR REPLACE FUNCTION auth.forget_changes() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    DELETE FROM sync.changes c
    WHERE c.is_deleted AND c.changed_at < now() - interval '180 days' AND c.scope = (SELECT auth.user_id());
    DELETE FROM sync.operations o WHERE o.ctid = ANY (ARRAY(
        SELECT p.ctid FROM sync.operations p WHERE p.done_at < now() - interval '180 days'
        ORDER BY p.done_at LIMIT 1000 FOR UPDATE SKIP LOCKED));
    DELETE FROM sync.watches w WHERE w.until < now();
END
$$;

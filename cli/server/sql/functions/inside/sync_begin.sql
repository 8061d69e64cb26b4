-- The answer to the first call of a sync: which life of which database this is, what may be followed, who
-- else syncs, and whether the last operation that the journal had an answer to is known here; if not, a
-- backup was restored. `device` is the journal's own mark of 8 hex digits; `protocol` is what this file and
-- inside.sync_push(), inside.sync_pull() speak: 1.
CREATE OR REPLACE FUNCTION inside.sync_begin(me uuid, device text, last_op uuid, protocol integer) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
BEGIN
    PERFORM inside.require(protocol = 1, 'PR426', 'the studio and this program are of different versions',
        CASE WHEN protocol > 1 THEN 'upgrade the studio with: practice server migrate' ELSE 'upgrade this program' END);
    PERFORM inside.require(device ~ '^[0-9a-f]{8}$', 'PR422', 'a device is told by 8 hex digits');
    INSERT INTO sync.devices AS d (user_id, device, device_name)
    SELECT me, sync_begin.device, auth.device_name()
    WHERE (SELECT count(*) FROM sync.devices o WHERE o.user_id = me AND o.device <> sync_begin.device) < 100
    ON CONFLICT (user_id, device) DO UPDATE SET device_name = excluded.device_name, last_sync_at = now()
    WHERE d.last_sync_at < now() - interval '10 seconds';
    IF FOUND THEN
        PERFORM inside.sync_forget();
    END IF;
    RETURN jsonb_build_object(
        'epoch', auth.epoch(), 'user', me, 'now', extract(epoch FROM now())::bigint, 'backend', pg_backend_pid(),
        'knows', last_op IS NULL OR EXISTS (SELECT FROM sync.operations o WHERE o.user_id = me AND o.op_id = last_op),
        'scopes', (SELECT jsonb_agg(jsonb_build_object('scope', s.id, 'kind', CASE s.id WHEN me THEN 'me'
                WHEN '00000000-0000-0000-0000-000000000001' THEN 'board' ELSE 'group' END)
            ORDER BY s.id = me DESC) FROM auth.scopes() s(id)),
        'devices', (SELECT jsonb_agg(jsonb_build_object('device', d.device, 'name', d.device_name,
            'applied', d.n_applied, 'refused', d.n_refused, 'last_push', d.last_push_at,
            'last_sync', d.last_sync_at) ORDER BY d.device) FROM sync.devices d WHERE d.user_id = me))::text;
END
$$;

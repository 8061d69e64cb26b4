-- The next rows of a scope after a cursor ('': from the beginning), at most `most` and about 4 MB:
-- {"epoch", "cursor", "more", "rows": [{"entity", "id", "gone", "clock" (of a delete), "hash", "body"}]}.
-- A cursor of another life of the database, or of more than 180 days ago, answers {"epoch", "restart"}:
-- tombstones may be missing, so what is not told again is gone. Read only below the oldest running
-- transaction: what commits later has a place after the cursor.
CREATE OR REPLACE FUNCTION api.sync_pull(token text, scope uuid, cursor text, most integer) RETURNS TABLE (answer text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    me uuid := auth.enter(token);
    horizon xid8 := pg_snapshot_xmin(pg_current_snapshot());
    epoch text := auth.epoch();
    place text[] := string_to_array(cursor, ':');
    after_xid xid8 := '0';
    after_id bigint := 0;
    seconds bigint := extract(epoch FROM now());
    one record;
    body jsonb;
    rows text[] := '{}';
    size bigint := 0;
    more boolean := false;
BEGIN
    PERFORM inside.require(scope IN (SELECT auth.scopes()), 'PR404', 'there is no such scope');
    IF cursor <> '' THEN
        PERFORM inside.require(cursor ~ '^[0-9a-f]{32}:[0-9]{1,19}:[0-9]{1,18}:[0-9]{1,12}$', 'PR422', 'that is no cursor');
        after_xid := place[2]::xid8;
        after_id := place[3];
        IF place[1] <> epoch OR after_xid > pg_snapshot_xmax(pg_current_snapshot())
            OR place[4]::bigint < seconds - 180 * 86400 THEN
            RETURN QUERY SELECT jsonb_build_object('epoch', epoch, 'restart', true)::text;
            RETURN;
        END IF;
    END IF;
    FOR one IN
        SELECT c.entity, c.row_id, c.is_deleted, c.xid, c.change_id, t.clock
        FROM sync.changes c LEFT JOIN sync.tombstones t
            ON t.user_id = me AND c.scope = me AND t.entity = c.entity AND t.row_id = c.row_id
        WHERE c.scope = sync_pull.scope AND (c.xid, c.change_id) > (after_xid, after_id) AND c.xid < horizon
        ORDER BY c.xid, c.change_id
        LIMIT least(greatest(most, 1), 2000) + 1
    LOOP
        IF cardinality(rows) >= least(greatest(most, 1), 2000) OR size > 4000000 THEN
            more := true;
            EXIT;
        END IF;
        body := CASE WHEN one.is_deleted THEN NULL ELSE inside.document(one.entity, one.row_id) END;
        rows := rows || jsonb_build_object('entity', one.entity, 'id', one.row_id, 'gone', body IS NULL,
            'clock', one.clock, 'hash', md5(body::text), 'body', body)::text;
        size := size + length(rows[cardinality(rows)]);
        after_xid := one.xid;
        after_id := one.change_id;
    END LOOP;
    IF NOT more THEN
        after_xid := greatest(after_xid, horizon);
        after_id := 0;
    END IF;
    RETURN QUERY SELECT format('{"epoch":"%s","cursor":"%s:%s:%s:%s","more":%s,"rows":[%s]}', epoch, epoch, after_xid,
        after_id, seconds, more::text, array_to_string(rows, ','));
END
$$;

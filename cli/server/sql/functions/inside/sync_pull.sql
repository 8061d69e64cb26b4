-- The next rows of a scope after a cursor ('': from the beginning), at most `most` and about 4 MB:
-- {"epoch", "cursor", "more", "rows": [{"entity", "id", "gone", "clock" (of a delete), "hash", "body"}]}.
-- A cursor of another life of the database, or of more than 180 days ago, answers {"epoch", "restart"}:
-- tombstones may be missing, so what is not told again is gone.
-- A cursor is "epoch:xid:id:seconds" and never passes the oldest running transaction: what commits later
-- has a place after it. Rows above that are told too, once in every pull, or one open transaction would
-- hide from everybody what all others committed; ":xid:id" is added while pages of such rows go on.
-- Who has not been here when PostgreSQL last counted seems to have no rows at all, so that a look through all of
-- hers seems as good as any index. So a session is asked for by its id alone, and whose it is comes after that;
-- and nothing is sorted, rows come in the order of their index.
CREATE OR REPLACE FUNCTION inside.sync_pull(me uuid, epoch text, scope uuid, cursor text, most integer) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' SET enable_sort = off
AS $$
#variable_conflict use_column
DECLARE
    horizon xid8 := pg_snapshot_xmin(pg_current_snapshot()); -- before the rows are read
    place text[] := string_to_array(cursor, ':');
    is_early boolean := cardinality(place) = 6;
    kept_xid xid8 := '0'; -- up to which all was told
    kept_id bigint := 0;
    after_xid xid8 := '0';
    after_id bigint := 0;
    seconds bigint := extract(epoch FROM now());
    one record;
    body text;
    line text;
    rows text[] := '{}';
    size bigint := 0;
    more boolean := false;
BEGIN
    IF scope <> me AND scope <> '00000000-0000-0000-0000-000000000001' THEN
        PERFORM inside.require(scope IN (SELECT auth.scopes()), 'PR404', 'there is no such scope');
    END IF;
    IF cursor <> '' THEN
        PERFORM inside.require(cursor ~ '^[0-9a-f]{32}:[0-9]{1,19}:[0-9]{1,18}:[0-9]{1,12}(:[0-9]{1,19}:[0-9]{1,18})?$',
            'PR422', 'that is no cursor');
        kept_xid := place[2]::xid8;
        kept_id := place[3];
        after_xid := CASE WHEN is_early THEN place[5]::xid8 ELSE kept_xid END;
        after_id := CASE WHEN is_early THEN place[6]::bigint ELSE kept_id END;
        IF place[1] <> epoch OR kept_xid > pg_snapshot_xmax(pg_current_snapshot())
            OR place[4]::bigint < seconds - 180 * 86400 THEN
            RETURN jsonb_build_object('epoch', epoch, 'restart', true)::text;
        END IF;
    END IF;
    FOR one IN
        SELECT c.entity, c.row_id, c.xid, c.change_id, t.clock, CASE
            WHEN c.is_deleted THEN NULL
            WHEN c.entity <> 'session' THEN inside.document(c.entity, c.row_id)
            ELSE (SELECT CASE s.user_id WHEN me THEN inside.session_body(s) END FROM public.practice_sessions s
                WHERE s.session_id = c.row_id) END AS body
        FROM sync.changes c LEFT JOIN sync.tombstones t
            ON t.user_id = me AND c.scope = me AND t.entity = c.entity AND t.row_id = c.row_id
        WHERE c.scope = sync_pull.scope AND (c.xid, c.change_id) > (after_xid, after_id)
        ORDER BY c.xid, c.change_id
        LIMIT least(greatest(most, 1), 2000) + 1
    LOOP
        IF cardinality(rows) >= least(greatest(most, 1), 2000) OR size > 4000000 THEN
            more := true;
            EXIT;
        END IF;
        body := one.body;
        line := concat('{"entity":"', one.entity, '","id":"', one.row_id, '","gone":', (body IS NULL)::text, ',"clock":',
            coalesce(to_json(one.clock)::text, 'null'), ',"hash":', coalesce('"' || md5(body) || '"', 'null'), ',"body":',
            coalesce(body, 'null'), '}');
        rows := rows || line;
        size := size + length(line);
        after_xid := one.xid;
        after_id := one.change_id;
    END LOOP;
    IF more AND NOT is_early AND after_xid < horizon THEN
        kept_xid := after_xid;
        kept_id := after_id;
    ELSIF NOT is_early THEN
        is_early := more;
        kept_xid := greatest(kept_xid, horizon);
        kept_id := 0;
    END IF;
    RETURN format('{"epoch":"%s","cursor":"%s:%s:%s:%s%s","more":%s,"rows":[%s]}', epoch, epoch, kept_xid,
        kept_id, seconds, CASE WHEN more AND is_early THEN format(':%s:%s', after_xid, after_id) END, more::text,
        array_to_string(rows, ','));
END
$$;

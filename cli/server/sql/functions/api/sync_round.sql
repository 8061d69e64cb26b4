-- A whole sync in one call: ('begun', answer of inside.sync_begin()); and if the journal is this person's and
-- belongs to this life of the database, ('pushed', that of inside.sync_push()) where there are operations; and
-- unless more of them wait, ('page', scope, that of inside.sync_pull()) for these scopes and cursors, about 4 MB
-- of them, and ('unread', how much of the inbox is). All of it is one transaction.
CREATE OR REPLACE FUNCTION api.sync_round(token text, device text, last_op uuid, protocol integer, person uuid, life text,
    operations jsonb, waiting bigint, scopes uuid[], cursors text[], most integer)
RETURNS TABLE (part text, scope uuid, answer text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    me uuid := auth.enter(token);
    begun text;
    n_operations integer;
    one record;
    page text;
    size bigint := 0;
BEGIN
    PERFORM inside.require(jsonb_typeof(operations) = 'array' AND cardinality(scopes) <= 1000
        AND cardinality(cursors) = cardinality(scopes), 'PR422', 'that is no sync');
    begun := inside.sync_begin(me, device, last_op, protocol);
    RETURN QUERY SELECT 'begun', NULL::uuid, begun;
    IF me IS DISTINCT FROM person OR life IS DISTINCT FROM begun::jsonb ->> 'epoch'
        OR NOT (begun::jsonb -> 'knows')::boolean THEN
        RETURN;
    END IF;
    n_operations := jsonb_array_length(operations);
    UPDATE sync.devices d SET n_waiting = waiting + n_operations
    WHERE d.user_id = me AND d.device = sync_round.device AND (waiting > 0 OR d.n_waiting > 0);
    IF n_operations > 0 THEN
        RETURN QUERY SELECT 'pushed', NULL::uuid, inside.sync_push(me, life, device, operations);
        SET CONSTRAINTS ALL IMMEDIATE; -- what was earned by it is told below
    END IF;
    IF waiting > 0 THEN
        RETURN;
    END IF;
    FOR one IN
        SELECT s.id, s.cursor FROM unnest(scopes, cursors) WITH ORDINALITY s(id, cursor, place)
        WHERE s.id IN (SELECT auth.scopes()) ORDER BY s.place
    LOOP
        EXIT WHEN size > 4000000;
        page := inside.sync_pull(me, life, one.id, one.cursor, most);
        size := size + length(page);
        RETURN QUERY SELECT 'page', one.id, page;
    END LOOP;
    RETURN QUERY SELECT 'unread', NULL::uuid, count(*)::text FROM public.notifications o
        WHERE o.user_id = me AND NOT o.is_read AND o.expires_at > now();
END
$$;

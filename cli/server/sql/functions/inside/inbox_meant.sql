-- The rows of my inbox that a person means by ids or their ends; NULL means all. Raises PR404 and PR409.
CREATE OR REPLACE FUNCTION inside.inbox_meant(references_ text[]) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    reference text;
    ids uuid[] := '{}';
BEGIN
    IF references_ IS NULL THEN
        RETURN ARRAY(SELECT n.notification_id FROM public.notifications n WHERE n.user_id = (SELECT auth.user_id()));
    END IF;
    PERFORM inside.require(pg_catalog.cardinality(references_) <= 200, 'PR422', 'at most 200 ids at once');
    FOREACH reference IN ARRAY references_ LOOP
        ids := ids || inside.chosen(NULL, (SELECT pg_catalog.array_agg(n.notification_id) FROM public.notifications n
            WHERE n.user_id = (SELECT auth.user_id()) AND inside.id_ends(n.notification_id, reference)),
            'row in your inbox', reference, 'practice inbox shows the ids');
    END LOOP;
    RETURN ids;
END
$$;

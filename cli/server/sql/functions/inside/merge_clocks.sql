-- Which of a row's registers (fields that are written together, named after their first) an
-- operation wins, and the clocks of the row then: {"take": […], "clocks": {…}}. A register whose clock
-- is not named has that of the row. The later clock wins; a row that is made again is at least as
-- young as its making.
CREATE OR REPLACE FUNCTION inside.merge_clocks(old jsonb, op jsonb, registers text[]) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    one text;
    present text COLLATE "C";
    coming text COLLATE "C" := coalesce(op -> 'clocks' ->> 'row', op ->> 'clock');
    whole text COLLATE "C" := old ->> 'row';
    clocks jsonb;
    take text[] := '{}';
BEGIN
    IF op ->> 'kind' = 'insert' AND (whole IS NULL OR coming > whole) THEN
        whole := coming;
    END IF;
    clocks := jsonb_build_object('row', whole);
    FOREACH one IN ARRAY registers LOOP
        present := coalesce(old ->> one, old ->> 'row');
        IF op -> 'fields' ? one THEN
            coming := coalesce(op -> 'clocks' ->> one, op -> 'clocks' ->> 'row', op ->> 'clock');
            IF present IS NULL OR coming > present THEN
                take := take || one;
                present := coming;
            END IF;
        END IF;
        IF present IS NOT NULL AND present IS DISTINCT FROM whole THEN
            clocks := clocks || jsonb_build_object(one, present);
        END IF;
    END LOOP;
    RETURN jsonb_build_object('take', take, 'clocks', clocks);
END
$$;

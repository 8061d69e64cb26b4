-- A text that was liked offline (insert), or liked no more (delete): {"reference"}. One that is gone is liked
-- no more.
CREATE OR REPLACE FUNCTION inside.push_like(op jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    PERFORM inside.require(op ->> 'kind' IN ('insert', 'delete'), 'PR422', 'a like is there or not');
    PERFORM inside.like_put(op -> 'fields' ->> 'reference', op ->> 'kind' = 'insert', op ->> 'clock');
EXCEPTION WHEN SQLSTATE 'PR404' THEN
    IF op ->> 'kind' = 'insert' THEN
        RAISE;
    END IF;
END
$$;

-- Gives a person the achievements that her measured sessions and goals have earned by now. Done by
-- itself whenever these change.
CREATE OR REPLACE FUNCTION inside.award(person uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    PERFORM auth.award(person);
END
$$;

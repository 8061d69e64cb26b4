-- The titles that a person has earned, as far as I may see them; the first one first.
CREATE OR REPLACE FUNCTION inside.titles_of(person uuid) RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    RETURN ARRAY(SELECT a.title FROM public.user_achievements e JOIN public.achievements a
        ON a.achievement_id = e.achievement_id WHERE e.user_id = person ORDER BY e.earned_at, a.title);
END
$$;

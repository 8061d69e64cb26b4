-- The studio's list of achievements, and when I earned those that I have.
CREATE OR REPLACE FUNCTION api.achievements(token text)
RETURNS TABLE (code text, title text, title_ko text, description text, description_ko text, condition_type text,
    condition_value bigint, condition_parameter bigint, earned_on text, earned_ms bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    me constant uuid := auth.enter(token);
BEGIN
    RETURN QUERY
        SELECT a.code, a.title, a.title_ko, a.description, a.description_ko, a.condition_type, a.condition_value,
            a.condition_parameter, e.earned_on::text, inside.millis(e.earned_at)
        FROM public.achievements a
            LEFT JOIN public.user_achievements e ON e.achievement_id = a.achievement_id AND e.user_id = me
        ORDER BY a.place;
END
$$;

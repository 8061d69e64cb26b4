-- Brings the table of achievements to the program's list; an old one that is no longer there stays,
-- since somebody may have earned it. What anybody is nearest to is found anew.
CREATE OR REPLACE FUNCTION auth.achievements_learn() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    INSERT INTO public.achievements AS a (code, place, title, title_ko, description, description_ko, condition_type,
        condition_value, condition_parameter)
    SELECT r.code, r.place, r.title, r.title_ko, r.description, r.description_ko, r.condition_type, r.condition_value,
        r.condition_parameter
    FROM auth.achievement_rules() AS r
    WHERE NOT EXISTS (SELECT FROM public.achievements o WHERE o.code = r.code
        AND (o.place, o.title, o.title_ko, o.description, o.description_ko, o.condition_type, o.condition_value,
            o.condition_parameter) = (r.place, r.title, r.title_ko, r.description, r.description_ko,
            r.condition_type, r.condition_value, r.condition_parameter))
    ON CONFLICT (code) DO UPDATE SET place = excluded.place, title = excluded.title, title_ko = excluded.title_ko,
        description = excluded.description, description_ko = excluded.description_ko,
        condition_type = excluded.condition_type, condition_value = excluded.condition_value,
        condition_parameter = excluded.condition_parameter;
    IF pg_catalog.to_regclass('auth.prospects') IS NOT NULL THEN
        DELETE FROM auth.prospects;
    END IF;
END
$$;

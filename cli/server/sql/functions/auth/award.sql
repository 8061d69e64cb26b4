-- Gives a person what she has earned and does not have yet, and tells her: each by itself, or many at
-- once (an old journal that syncs for the first time) in one row of her inbox.
CREATE OR REPLACE FUNCTION auth.award(person uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
DECLARE
    earned uuid[];
    titles text[];
    one record;
BEGIN
    IF NOT EXISTS (SELECT FROM public.practice_sessions s WHERE s.user_id = person AND s.measured_ms > 0) THEN
        RETURN;
    END IF;
    WITH given AS (
        INSERT INTO public.user_achievements (user_id, achievement_id, earned_on)
        SELECT person, e.achievement_id, e.earned_on FROM auth.achievements_due(person) AS e
        ON CONFLICT DO NOTHING
        RETURNING achievement_id
    )
    SELECT pg_catalog.array_agg(a.achievement_id), pg_catalog.array_agg(a.title ORDER BY a.place)
    INTO earned, titles
    FROM given g JOIN public.achievements a ON a.achievement_id = g.achievement_id;
    PERFORM auth.prospects_learn(person);
    IF pg_catalog.cardinality(earned) > 3 THEN
        PERFORM inside.notify(person, 'achievement',
            pg_catalog.format('you have earned %s achievements', pg_catalog.cardinality(earned)),
            pg_catalog.array_to_string(titles, ', '),
            pg_catalog.jsonb_build_object('n', pg_catalog.cardinality(earned),
                'about', pg_catalog.array_to_string(titles, ', ')));
        RETURN;
    END IF;
    FOR one IN SELECT a.* FROM public.achievements a WHERE a.achievement_id = ANY (earned) ORDER BY a.place LOOP
        PERFORM inside.notify(person, 'achievement', pg_catalog.format('you have earned ''%s''', one.title),
            one.description, pg_catalog.jsonb_build_object('code', one.code, 'about', one.title,
                'title_ko', one.title_ko));
    END LOOP;
END
$$;

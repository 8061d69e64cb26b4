-- The tags that a post gets by itself: its author's instruments and kind, as her profile says now.
CREATE OR REPLACE FUNCTION inside.tags_own() RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT coalesce((SELECT (pg_catalog.array_agg(tag ORDER BY place))[1:20] FROM (
        SELECT pg_catalog.left(pg_catalog.lower(word), 60) AS tag, pg_catalog.min(place) AS place
        FROM public.user_profiles p,
            pg_catalog.unnest(p.instruments || p.user_type) WITH ORDINALITY AS one (word, place)
        WHERE p.user_id = (SELECT auth.user_id()) AND word <> ''
        GROUP BY 1) AS tags), '{}')
$$;

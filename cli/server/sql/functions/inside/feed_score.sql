-- How high a post stands in somebody's feed. Two points for each instrument that reader and author
-- share, three at most; one point when they are of one kind (student, hobby …); one for each doubling
-- of its likes, ten at most; and a point less for each day of its age. So a post about one's own
-- instrument stays above others for two days, and 15 likes are worth four days. Ages are counted
-- from the moment the feed was opened, so its pages fit together.
CREATE OR REPLACE FUNCTION inside.feed_score(n_shared bigint, is_same_kind boolean, n_likes bigint, age interval)
RETURNS double precision
LANGUAGE sql IMMUTABLE
AS $$
    SELECT 2 * LEAST(n_shared, 3)::double precision + CASE WHEN is_same_kind THEN 1 ELSE 0 END
        + LEAST(pg_catalog.ln(1 + n_likes::double precision) / pg_catalog.ln(2::double precision), 10)
        - pg_catalog.date_part('epoch', age) / 86400
$$;

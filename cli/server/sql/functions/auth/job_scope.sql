-- The scope under which a person's jobs ring: not that of her rows, whose readers would pull at
-- every percent.
CREATE OR REPLACE FUNCTION auth.job_scope(person uuid) RETURNS uuid
LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT md5('jobs of ' || person)::uuid
$$;

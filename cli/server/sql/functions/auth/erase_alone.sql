-- Until the end of the transaction nobody else erases this person.
CREATE OR REPLACE FUNCTION auth.erase_alone(person uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    PERFORM pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('erase ' || person::text, 0));
END
$$;

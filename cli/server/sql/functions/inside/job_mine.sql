-- The job that I mean: 'last', a whole id, or its last 4 digits or more. Raises PR404, PR409.
CREATE OR REPLACE FUNCTION inside.job_mine(reference text) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    said text := lower(btrim(coalesce(reference, '')));
    meant uuid[];
BEGIN
    IF said = 'last' THEN
        SELECT array_agg(j.job_id) INTO meant FROM (
            SELECT l.job_id FROM public.jobs l ORDER BY l.created_at DESC, l.job_id DESC LIMIT 1) j;
    ELSIF said ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' THEN
        SELECT array_agg(j.job_id) INTO meant FROM public.jobs j WHERE j.job_id = said::uuid;
    ELSE
        SELECT array_agg(j.job_id) INTO meant FROM (
            SELECT l.job_id FROM public.jobs l WHERE inside.id_ends(l.job_id, said) LIMIT 2) j;
    END IF;
    RETURN inside.chosen(NULL, meant, 'job', reference, 'practice job list');
END
$$;

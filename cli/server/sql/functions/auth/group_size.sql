-- How many are in a group: the one thing that others are told of a public group's members.
CREATE OR REPLACE FUNCTION auth.group_size(group_id uuid) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT pg_catalog.count(*)::integer FROM public.group_members m WHERE m.group_id = group_size.group_id;
$$;

-- Those for whom I may hand recordings in: who is in a group of which I am owner or admin.
CREATE OR REPLACE FUNCTION auth.pupils() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT DISTINCT m.user_id FROM public.group_members m
    WHERE m.group_id IN (SELECT auth.my_groups('admin')) AND m.user_id <> (SELECT auth.user_id())
$$;

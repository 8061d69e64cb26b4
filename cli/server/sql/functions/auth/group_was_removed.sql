-- Was I sent away from this group?
CREATE OR REPLACE FUNCTION auth.group_was_removed(group_id uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT EXISTS (SELECT FROM public.group_removals r
        WHERE r.group_id = group_was_removed.group_id AND r.user_id = (SELECT auth.user_id()));
$$;

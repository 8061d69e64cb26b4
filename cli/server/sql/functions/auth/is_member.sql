-- Am I in this group?
CREATE OR REPLACE FUNCTION auth.is_member(group_id uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT EXISTS (SELECT FROM public.group_members m
        WHERE m.group_id = is_member.group_id AND m.user_id = (SELECT auth.user_id()));
$$;

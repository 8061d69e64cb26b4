-- Is that person in that group, as far as I may know: I am one of its members.
CREATE OR REPLACE FUNCTION inside.is_member(group_id uuid, user_id uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT EXISTS (SELECT FROM public.group_members m
        WHERE m.group_id = is_member.group_id AND m.user_id = is_member.user_id);
$$;

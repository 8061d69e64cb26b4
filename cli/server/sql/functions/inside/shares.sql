-- Do two people share a group, as far as I may know: one of the groups that I am in.
CREATE OR REPLACE FUNCTION inside.shares(user_id uuid, other uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT EXISTS (SELECT FROM public.group_members a JOIN public.group_members b ON b.group_id = a.group_id
        WHERE a.user_id = shares.user_id AND b.user_id = shares.other);
$$;

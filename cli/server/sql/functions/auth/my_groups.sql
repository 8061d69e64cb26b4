-- The groups where I have at fewest that role: 'member', 'admin' or 'owner'. For policies, which
-- must not read group_members through a policy of group_members; a set, so that a statement asks
-- once and not for every row.
CREATE OR REPLACE FUNCTION auth.my_groups(fewest text) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT m.group_id
    FROM public.group_members m
    WHERE m.user_id = (SELECT auth.user_id())
        AND (fewest = 'member' OR m.role = 'owner' OR (fewest = 'admin' AND m.role = 'admin'));
$$;

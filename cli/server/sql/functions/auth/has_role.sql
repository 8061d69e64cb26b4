-- Have I at fewest that role in this group: 'member', 'admin' or 'owner'?
CREATE OR REPLACE FUNCTION auth.has_role(group_id uuid, fewest text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT EXISTS (SELECT FROM auth.my_groups(fewest) AS mine(id) WHERE mine.id = has_role.group_id);
$$;

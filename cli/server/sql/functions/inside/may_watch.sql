-- Whether this person watches over the board (NULL) or over a group: may hide what others wrote.
CREATE OR REPLACE FUNCTION inside.may_watch(group_id uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT CASE WHEN may_watch.group_id IS NULL THEN auth.is_admin()
        ELSE may_watch.group_id IN (SELECT auth.my_groups('admin')) END
$$;

-- Authors edit, those who watch over the board or the group hide; inside.post_guard() keeps the two apart.
CREATE POLICY api_change ON public.posts FOR UPDATE TO practice_api
    USING (user_id = (SELECT auth.user_id()) OR (group_id IS NULL AND (SELECT auth.is_admin()))
        OR group_id IN (SELECT auth.my_groups('admin')));

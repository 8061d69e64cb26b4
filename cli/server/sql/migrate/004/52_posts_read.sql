-- The board is everybody's, a group's posts its members'. What was hidden is seen by its author and
-- by those who may show it again.
CREATE POLICY api_read ON public.posts FOR SELECT TO practice_api
    USING ((SELECT auth.user_id()) IS NOT NULL
        AND (group_id IS NULL OR group_id IN (SELECT auth.my_groups('member')))
        AND (NOT is_hidden OR user_id = (SELECT auth.user_id())
            OR (group_id IS NULL AND (SELECT auth.is_admin()))
            OR group_id IN (SELECT auth.my_groups('admin'))));

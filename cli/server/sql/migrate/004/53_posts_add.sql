CREATE POLICY api_add ON public.posts FOR INSERT TO practice_api
    WITH CHECK (user_id = (SELECT auth.user_id()) AND NOT is_hidden
        AND (group_id IS NULL OR group_id IN (SELECT auth.my_groups('member'))));

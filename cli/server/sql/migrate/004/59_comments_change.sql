CREATE POLICY api_change ON public.comments FOR UPDATE TO practice_api
    USING (user_id = (SELECT auth.user_id())
        OR EXISTS (SELECT FROM public.posts p WHERE p.post_id = comments.post_id
            AND ((p.group_id IS NULL AND (SELECT auth.is_admin())) OR p.group_id IN (SELECT auth.my_groups('admin')))))
    WITH CHECK (true);

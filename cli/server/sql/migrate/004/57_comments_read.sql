-- A comment is seen by those who see its post: the post's own wall is asked. One that was hidden is
-- seen by its author and by those who may show it again.
CREATE POLICY api_read ON public.comments FOR SELECT TO practice_api
    USING (EXISTS (SELECT FROM public.posts p WHERE p.post_id = comments.post_id
        AND (NOT comments.is_hidden OR comments.user_id = (SELECT auth.user_id())
            OR (p.group_id IS NULL AND (SELECT auth.is_admin()))
            OR p.group_id IN (SELECT auth.my_groups('admin')))));

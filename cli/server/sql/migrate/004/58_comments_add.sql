CREATE POLICY api_add ON public.comments FOR INSERT TO practice_api
    WITH CHECK (user_id = (SELECT auth.user_id()) AND NOT is_hidden
        AND EXISTS (SELECT FROM public.posts p WHERE p.post_id = comments.post_id));

CREATE INDEX comments_post ON public.comments (post_id, created_at, comment_id);

CREATE INDEX posts_author ON public.posts (user_id, created_at DESC, post_id DESC);

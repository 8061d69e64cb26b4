CREATE INDEX posts_category ON public.posts (category, created_at DESC, post_id DESC) WHERE group_id IS NULL;

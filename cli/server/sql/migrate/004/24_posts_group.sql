CREATE INDEX posts_group ON public.posts (group_id, created_at DESC, post_id DESC) WHERE group_id IS NOT NULL;

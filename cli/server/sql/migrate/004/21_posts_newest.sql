CREATE INDEX posts_newest ON public.posts (created_at DESC, post_id DESC) WHERE group_id IS NULL;

CREATE INDEX posts_tail ON public.posts (tail);

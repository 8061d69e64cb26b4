CREATE INDEX posts_search ON public.posts USING gin (search);

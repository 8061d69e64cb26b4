CREATE INDEX post_views_post ON public.post_views (post_id);

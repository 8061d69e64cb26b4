CREATE INDEX post_edits_post ON public.post_edits (post_id, created_at);

CREATE INDEX comments_author ON public.comments (user_id, created_at);

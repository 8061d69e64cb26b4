CREATE INDEX likes_author ON public.likes (user_id);

CREATE INDEX session_analyses_user ON public.session_analyses (user_id);

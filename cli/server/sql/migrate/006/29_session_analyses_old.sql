CREATE INDEX session_analyses_old ON public.session_analyses (created_at);

CREATE INDEX post_reports_post ON public.post_reports (post_id);

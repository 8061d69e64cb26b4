CREATE INDEX post_reports_comment ON public.post_reports (comment_id);

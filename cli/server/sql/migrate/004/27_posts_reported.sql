CREATE INDEX posts_reported ON public.posts (created_at DESC, post_id DESC) WHERE report_count > 0;

CREATE INDEX post_edits_comment ON public.post_edits (comment_id, created_at);

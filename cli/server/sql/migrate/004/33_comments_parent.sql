CREATE INDEX comments_parent ON public.comments (parent_comment_id);

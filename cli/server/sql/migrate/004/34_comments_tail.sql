CREATE INDEX comments_tail ON public.comments (tail);

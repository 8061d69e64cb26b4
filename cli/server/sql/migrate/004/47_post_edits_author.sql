CREATE INDEX post_edits_author ON public.post_edits (user_id);

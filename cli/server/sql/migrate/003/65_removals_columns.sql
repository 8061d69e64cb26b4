GRANT SELECT, INSERT, DELETE ON public.group_removals TO practice_api;

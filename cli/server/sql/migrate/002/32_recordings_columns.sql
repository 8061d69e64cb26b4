GRANT SELECT ON public.recording_files TO practice_api;

CREATE INDEX recording_files_session ON public.recording_files (session_id);

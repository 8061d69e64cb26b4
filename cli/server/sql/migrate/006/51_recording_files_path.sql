CREATE INDEX recording_files_path ON public.recording_files (file_path) WHERE deleted_at IS NULL;

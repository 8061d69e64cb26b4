SELECT * FROM work.recording_deleted($1)

UPDATE session SET
    start_ms = :start_ms, end_ms = :end_ms, zone = :zone, practice_date = :practice_date,
    start_minute = :start_minute, claimed_ms = :claimed_ms, measured_ms = :measured_ms,
    longest_run_ms = :longest_run_ms, source = :source, title = :title, instrument = :instrument,
    piece = :piece, note = :note, tags = :tags, content_sha256 = :content_sha256,
    kept_path = :kept_path, created_ms = :created_ms, updated_ms = :updated_ms
WHERE session_id = :session_id;

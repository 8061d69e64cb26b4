INSERT INTO session (
    session_id, start_ms, end_ms, zone, practice_date, start_minute, claimed_ms, measured_ms,
    longest_run_ms, source, title, instrument, piece, note, tags, content_sha256, kept_path,
    created_ms, updated_ms)
VALUES (
    :session_id, :start_ms, :end_ms, :zone, :practice_date, :start_minute, :claimed_ms, :measured_ms,
    :longest_run_ms, :source, :title, :instrument, :piece, :note, :tags, :content_sha256, :kept_path,
    :created_ms, :updated_ms);

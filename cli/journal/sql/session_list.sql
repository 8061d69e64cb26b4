-- Every filter that is NULL lets all pass. Text is looked for in what the musician wrote. Rows are
-- found and ordered by the index of starts: hence the plus, which keeps the one of dates away.
SELECT session_id, start_ms, end_ms, zone, practice_date, start_minute, claimed_ms, measured_ms,
    longest_run_ms, source, title, instrument, piece, tags, created_ms, updated_ms,
    iif(:is_brief, NULL, note) AS note,
    iif(:is_brief, NULL, content_sha256) AS content_sha256,
    iif(:is_brief, NULL, kept_path) AS kept_path
FROM session
WHERE start_ms BETWEEN :from_ms AND :until_ms
    AND +practice_date BETWEEN :from_date AND :until_date
    AND (:instrument IS NULL OR lower(instrument) = lower(:instrument))
    AND (:piece IS NULL OR instr(lower(piece), lower(:piece)) > 0)
    AND (:tag IS NULL OR EXISTS (
        SELECT 1 FROM json_each(session.tags) AS tag WHERE lower(tag.value) = lower(:tag)))
    AND (:text IS NULL OR instr(
        lower(coalesce(title, '') || char(10) || coalesce(note, '') || char(10)
            || coalesce(piece, '') || char(10) || coalesce(instrument, '') || char(10) || tags),
        lower(:text)) > 0)
ORDER BY start_ms;

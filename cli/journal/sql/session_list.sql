-- Every filter that is NULL lets all pass. Text is looked for in what the musician wrote.
SELECT * FROM session
WHERE (:from_date IS NULL OR practice_date >= :from_date)
    AND (:until_date IS NULL OR practice_date <= :until_date)
    AND (:instrument IS NULL OR lower(instrument) = lower(:instrument))
    AND (:piece IS NULL OR instr(lower(piece), lower(:piece)) > 0)
    AND (:tag IS NULL OR EXISTS (
        SELECT 1 FROM json_each(session.tags) AS tag WHERE lower(tag.value) = lower(:tag)))
    AND (:text IS NULL OR instr(
        lower(coalesce(title, '') || char(10) || coalesce(note, '') || char(10)
            || coalesce(piece, '') || char(10) || coalesce(instrument, '') || char(10) || tags),
        lower(:text)) > 0)
ORDER BY start_ms, session_id;

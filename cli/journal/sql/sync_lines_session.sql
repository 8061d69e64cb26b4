-- Every session as a line, as the studio's inside.sync_line() writes it.
SELECT concat_all FROM (
    SELECT session_id, session_id || x || start_ms || x || end_ms || x || zone || x || practice_date || x
        || start_minute || x || claimed_ms || x || coalesce(measured_ms, y) || x
        || coalesce(longest_run_ms, y) || x || source || x || coalesce(title, y) || x
        || coalesce(instrument, y) || x || coalesce(piece, y) || x || coalesce(note, y) || x
        || coalesce((SELECT group_concat(tag.value, char(30)) FROM json_each(session.tags) AS tag), y)
        || x || coalesce(content_sha256, y) || x || created_ms || x || updated_ms AS concat_all
    FROM session, (SELECT char(31) AS x, char(29) AS y))
ORDER BY session_id;

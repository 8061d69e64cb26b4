SELECT *, session ->> 'date' AS session_date, session ->> 'instrument' AS session_instrument,
    session ->> 'piece' AS session_piece, session ->> 'clock_ms' AS session_clock_ms,
    session ->> 'played_ms' AS session_played_ms
FROM api.post_show($1, $2);

SELECT *, practice_date - '1970-01-01'::date AS day_number, (extract(epoch FROM start_time) * 1000)::bigint AS start_ms
FROM api.group_sessions($1, $2, $3, $4::integer);

SELECT *, last_day - '1970-01-01'::date AS last_day_number
FROM api.group_dashboard($1, $2, $3::date, $4::integer);

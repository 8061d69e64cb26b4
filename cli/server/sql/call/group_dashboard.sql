SELECT * FROM api.group_dashboard($1, $2, $3::date, $4::integer);

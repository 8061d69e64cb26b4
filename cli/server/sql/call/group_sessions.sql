SELECT * FROM api.group_sessions($1, $2, $3, $4::integer);

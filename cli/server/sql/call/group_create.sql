SELECT * FROM api.group_create($1, $2, $3, $4::boolean, $5::integer);

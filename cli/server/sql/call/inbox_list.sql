SELECT * FROM api.inbox_list($1, $2::boolean, $3, $4::integer);

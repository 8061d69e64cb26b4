SELECT * FROM api.group_edit($1, $2, $3, $4, $5::boolean, $6::integer);

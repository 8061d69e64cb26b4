SELECT * FROM api.group_role($1, $2, $3, $4);

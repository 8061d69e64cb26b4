SELECT * FROM api.group_accept($1, $2);

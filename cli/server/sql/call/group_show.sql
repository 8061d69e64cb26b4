SELECT * FROM api.group_show($1, $2);

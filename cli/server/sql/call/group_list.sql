SELECT * FROM api.group_list($1);

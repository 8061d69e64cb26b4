SELECT * FROM api.group_find($1, $2);

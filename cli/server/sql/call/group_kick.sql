SELECT * FROM api.group_kick($1, $2, $3);

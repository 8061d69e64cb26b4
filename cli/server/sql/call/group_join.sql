SELECT * FROM api.group_join($1, $2);

SELECT * FROM api.group_join_code($1, $2);

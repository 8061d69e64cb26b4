SELECT * FROM api.group_leave($1, $2);

SELECT * FROM api.group_decline($1, $2);

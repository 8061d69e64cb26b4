SELECT * FROM api.group_members($1, $2);

SELECT * FROM api.group_revoke($1, $2, $3);

SELECT * FROM api.group_delete($1, $2);

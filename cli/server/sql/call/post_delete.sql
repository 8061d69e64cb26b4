SELECT * FROM api.post_delete($1, $2);

SELECT * FROM api.post_history($1, $2);

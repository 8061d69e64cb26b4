SELECT * FROM api.post_show($1, $2);

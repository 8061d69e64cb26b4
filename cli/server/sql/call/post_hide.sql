SELECT * FROM api.post_hide($1, $2, $3::boolean, $4);

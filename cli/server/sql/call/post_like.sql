SELECT * FROM api.post_like($1, $2, $3::boolean);

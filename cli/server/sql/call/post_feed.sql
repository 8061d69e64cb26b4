SELECT * FROM api.post_feed($1, $2, $3::integer);

SELECT * FROM api.post_comments($1, $2::uuid, $3::integer);

SELECT * FROM api.comment_write($1, $2::uuid, $3, $4);

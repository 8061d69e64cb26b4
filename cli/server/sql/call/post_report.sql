SELECT * FROM api.post_report($1, $2, $3);

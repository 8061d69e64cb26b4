SELECT * FROM api.post_list($1, $2, $3, $4, $5, $6, $7, $8::boolean, $9, $10::integer);

SELECT * FROM api.post_edit($1, $2, $3, $4, $5, $6::text[]);

SELECT * FROM api.sign_up($1, $2, $3, $4, $5);

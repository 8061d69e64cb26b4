SELECT * FROM api.sign_in($1, $2, $3);

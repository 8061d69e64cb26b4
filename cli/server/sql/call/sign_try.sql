SELECT * FROM api.sign_try($1, $2);

SELECT * FROM api.account_email($1, $2, $3, $4);

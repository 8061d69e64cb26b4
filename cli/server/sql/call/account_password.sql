SELECT * FROM api.account_password($1, $2, $3);

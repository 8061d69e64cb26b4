SELECT * FROM api.account_export($1);

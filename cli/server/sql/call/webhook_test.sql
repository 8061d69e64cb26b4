SELECT * FROM api.webhook_test($1, $2)

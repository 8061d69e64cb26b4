SELECT * FROM api.webhook_rotate($1, $2)

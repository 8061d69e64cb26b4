SELECT * FROM api.webhook_remove($1, $2)

SELECT * FROM api.webhook_add($1, $2, $3)

SELECT * FROM api.webhook_list($1)

SELECT * FROM work.webhooks($1)

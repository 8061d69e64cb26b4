SELECT * FROM work.webhook_done($1, $2, $3)
